// A page that nobody touches for as long as a session may rest leaves the screen. Where words were
// typed and not sent it is covered instead, and shown again only to who is signed in as before.
// Ctrl + Alt + B, or the button under one's name, covers it at once and ends the session.
(function () {
  "use strict";
  var cover = document.querySelector("[data-rest]");
  if (!cover || !cover.getAttribute("data-rest")) { return; }
  var rest = Number(cover.getAttribute("data-rest")) * 1000;
  var longest = Number(cover.getAttribute("data-longest")) * 1000;
  var page = document.documentElement;
  var opened = Date.now();
  var touched = opened;
  var told = opened;
  var typed = document.getElementById("errores") !== null;  // a form that came back to be corrected
  var covered = false;
  var open = false;  // covered by hand, and the server has not heard of it yet

  function empty() {
    document.body.replaceChildren();
    window.location.replace(cover.getAttribute("data-enter"));
  }

  function over() {
    if (!typed) { empty(); return; }
    hide("rest");
  }

  function hide(why) {
    covered = true;
    cover.querySelectorAll("[data-rest-why]").forEach(function (line) {
      line.hidden = line.getAttribute("data-rest-why") !== why;
    });
    page.classList.add("rests");
    cover.hidden = false;
    cover.querySelector("h2").focus();
  }

  function say(which) {
    cover.querySelectorAll("[data-rest-said]").forEach(function (line) {
      line.hidden = line.getAttribute("data-rest-said") !== which;
    });
  }

  // Asking counts as work, so it is asked only after somebody touched the page.
  function ask(then) {
    fetch(cover.getAttribute("data-ask"), { redirect: "manual", cache: "no-store" }).then(then, function () {
      if (covered) { say("line"); }  // without a line nothing is known: what was typed stays
    });
  }

  // Once offline_resend.js has put another page in the place of this one, this one is done with.
  function gone() { return !document.contains(cover); }

  function look() {
    if (gone()) { return; }
    var now = Date.now();
    if (now - opened > longest) { empty(); return; }
    if (covered) { return; }
    if (now - touched >= rest) { over(); return; }
    if (touched > told && now - told > rest / 3) {
      told = now;
      // Led to the door: the session ended. A server that is busy or broken ends nothing.
      ask(function (answer) { if (answer.type === "opaqueredirect") { over(); } });
    }
  }

  function end(then) {
    fetch(lock.getAttribute("data-lock"), {
      method: "POST", headers: { "X-CSRFToken": lock.form.elements.csrfmiddlewaretoken.value },
      redirect: "manual", cache: "no-store"
    }).then(function (answer) {
      // A key that is too old is that of a session that ended already: the door will say.
      if (answer.type === "opaqueredirect" || answer.status === 403) { open = false; then(); }
    }).catch(function () { say("line"); });
  }

  function shut() {
    if (covered) { return; }
    open = true;
    hide("lock");
    end(function () {});
  }

  function back() {
    if (open) { end(back); return; }  // without a line it stays shut, whoever presses
    ask(function (answer) {
      if (answer.type === "opaqueredirect") { say("enter"); return; }
      if (answer.status !== 204) { say("line"); return; }
      if (answer.headers.get("X-Who") !== cover.getAttribute("data-who")) { say("other"); return; }
      document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach(function (field) {
        field.value = answer.headers.get("X-Form-Key");
      });
      covered = false;
      touched = told = Date.now();
      cover.hidden = true;
      say("");
      page.classList.remove("rests");
    });
  }

  function touch() {
    if (gone()) { return; }
    look();  // a machine that slept: the page rested, whatever wakes it
    if (covered) { return; }
    touched = Date.now();
    look();
  }

  ["pointerdown", "keydown", "wheel", "touchstart"].forEach(function (name) {
    document.addEventListener(name, touch, { passive: true });
  });
  document.addEventListener("input", function () { typed = true; });
  document.addEventListener("submit", function (event) { if (!event.defaultPrevented) { typed = false; } });
  document.addEventListener("cauce:held", function () { typed = true; });  // what waits for the line
  document.addEventListener("visibilitychange", look);
  window.addEventListener("pageshow", look);
  cover.querySelector("button").addEventListener("click", back);
  var lock = document.querySelector("[data-lock]");
  if (lock) {
    lock.hidden = false;  // it works only with this script
    lock.addEventListener("click", shut);
    document.addEventListener("keydown", function (event) {
      if (!gone() && event.ctrlKey && event.altKey && event.code === "KeyB") { event.preventDefault(); shut(); }
    });
  }
  var clock = window.setInterval(function () {
    if (gone()) { window.clearInterval(clock); } else { look(); }
  }, 15000);
})();
