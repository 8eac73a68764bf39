// A form that brings a key (`once`) is sent by this script, so that a broken line takes no page away.
// What cannot be sent waits in the memory of the page, and nowhere else, and is sent again with the
// same key until an answer comes: the server does it once. Without this script the browser sends it.
(function () {
  "use strict";
  var box = document.querySelector("[data-hold]");
  if (!box || !window.fetch || !window.AbortController || !window.URLSearchParams) { return; }
  var proving = box.querySelector("[data-hold-said=prove]");
  var code = document.createElement("input");  // on the page only once it is asked for
  var who = box.getAttribute("data-hold");
  var held = null;
  var pressed = null;
  var escaped = -Infinity;
  var PAUSES = [2, 4, 8, 15, 30, 60];  // seconds; the last one again and again

  function say(which) {
    box.hidden = !which;
    if (which === "prove" && !code.parentNode) { proving.insertBefore(code, proving.lastElementChild); }
    box.querySelectorAll("[data-hold-said]").forEach(function (line) {
      line.hidden = line.getAttribute("data-hold-said").split(" ").indexOf(which) < 0;
    });
  }

  // What was pressed is what will be sent: a later change would be lost without a word.
  function still(form) {
    Array.prototype.forEach.call(form.elements, function (one) {
      if (box.contains(one)) { return; }
      if (/^(text|search|tel|email|url|number|date|time|textarea)$/.test(one.type)) {
        one.readOnly = true;
      } else {
        one.disabled = true;
      }
    });
  }

  function packed(fields, whole) {
    if (whole) { return fields; }
    var text = new URLSearchParams();
    fields.forEach(function (value, name) {
      text.append(name, typeof value === "string" ? value.replace(/\r\n?|\n/g, "\r\n") : value.name);
    });
    return text;
  }

  // A file is read now: the stick it lies on may be gone by the time the line is back.
  function kept(fields) {
    var files = [];
    fields.forEach(function (value, name) {
      if (typeof value !== "string" && value.size) { files.push([name, value]); }
    });
    return Promise.all(files.map(function (one) {
      return new Response(one[1]).arrayBuffer().then(function (bytes) {
        return [one[0], new File([bytes], one[1].name, { type: one[1].type })];
      });
    })).then(function (read) {
      read.forEach(function (one) { fields.delete(one[0]); });
      read.forEach(function (one) { fields.append(one[0], one[1]); });
    });
  }

  function within(seconds, start) {
    var stop = new AbortController();
    var late = window.setTimeout(function () { stop.abort(); }, seconds * 1000);
    function over() { window.clearTimeout(late); }
    return start(stop.signal).then(
      function (found) { over(); return found; },
      function (error) { over(); throw error; }
    );
  }

  function leave() { held = null; document.dispatchEvent(new CustomEvent("cauce:sent")); }

  function go(address) {
    var to = new URL(address, window.location.href);
    var here = window.location;
    leave();
    if (to.hash && to.pathname + to.search === here.pathname + here.search) {
      window.history.replaceState(null, "", to.href);
      here.reload();
    } else {
      here.assign(to.href);
    }
  }

  // An answer that is a page (something to correct, a refusal) takes the place of this one. A page that
  // was read runs nothing by itself: only scripts that the house serves begin, and whatever this page
  // listened with falls silent, since what it listened for is no longer there.
  function show(page, address) {
    var came = document.adoptNode(new DOMParser().parseFromString(page, "text/html").documentElement);
    leave();
    if (address !== window.location.href) { window.history.pushState(null, "", address); }
    document.replaceChild(came, document.documentElement);
    window.addEventListener("popstate", function () {  // «back» leads to a page, not only to its address
      var other = window.location.href.split("#")[0] !== address.split("#")[0];
      if (other && document.documentElement === came) { window.location.reload(); }
    });
    came.querySelectorAll("script[src]").forEach(begin);
    if (window.htmx) { window.htmx.process(document.body); }
    var first = came.querySelector("[autofocus]");
    window.scrollTo(0, 0);
    if (first) { first.focus(); }
  }

  // What works on the whole window stays: begun twice, it would ask twice.
  function begin(old) {
    var from = new URL(old.getAttribute("src"), window.location.href);
    var ours = new URL(box.getAttribute("data-scripts"), window.location.href);
    if (from.origin !== ours.origin || from.pathname.indexOf(ours.pathname) !== 0) { return; }
    if (window.htmx && /htmx/.test(from.pathname)) { return; }
    var one = document.createElement("script");
    one.async = false;
    one.src = from.href;
    old.parentNode.replaceChild(one, old);
  }

  function wait(which) {
    if (!held) { return; }  // the page was left meanwhile
    held.state = which;
    held.form.removeAttribute("data-sending");
    if (which === "prove" && held.typed) { held.typed = false; prove(); return; }
    say(which);
    if (!held.tries) { box.focus(); }
    held.timer = window.setTimeout(again, 1000 * PAUSES[Math.min(held.tries, PAUSES.length - 1)]);
    held.tries += 1;
  }

  function told(answer, page) {
    var which = answer.headers.get("X-Held");
    if (!held) { return; }
    if (which === "done") { go(answer.headers.get("X-Go")); return; }
    if (which === "shown") {
      // Only a page takes the place of a page; whatever else came is not written anywhere.
      if (/^text\/html\b/.test(answer.headers.get("Content-Type") || "")) { show(page, held.address); }
      else { go(held.address); }
      return;
    }
    if (which === "stale" && who && !held.renewed) { held.renewed = true; ask(); return; }
    wait(which || "line");  // without the word: somebody on the way answered, not the server
  }

  function send() {
    var slow = window.setTimeout(function () { if (held && box.hidden) { say("slow"); } }, 4000);
    var headers = { "X-Held-By": who || "-" };
    if (held.tries) { headers["X-Held-Again"] = "1"; }
    within(held.patience, function (signal) {
      return fetch(held.address, {
        method: "POST", body: packed(held.fields, held.whole), headers: headers,
        credentials: "same-origin", cache: "no-store", redirect: "manual", signal: signal
      }).then(function (answer) {
        return answer.text().then(function (page) { return [answer, page]; });
      });
    }).then(function (found) {
      window.clearTimeout(slow);
      told(found[0], found[1]);
    }, function () {
      window.clearTimeout(slow);
      wait("line");
    });
  }

  // Who is signed in now, and a key for the form: asked only once the server said that it matters.
  function ask() {
    within(30, function (signal) {
      return fetch(box.getAttribute("data-ask"), {
        headers: { "X-Asks-Itself": "1" }, credentials: "same-origin", cache: "no-store",
        redirect: "manual", signal: signal
      });
    }).then(function (answer) {
      if (answer.type === "opaqueredirect") { wait("enter"); return; }
      if (answer.status !== 204) { wait("later"); return; }
      if (answer.headers.get("X-Who") !== who) { wait("other"); return; }
      if (!held) { return; }
      held.fields.set("csrfmiddlewaretoken", answer.headers.get("X-Form-Key"));
      send();
    }, function () { wait("line"); });
  }

  function again() {
    if (!held || !held.state) { return; }
    window.clearTimeout(held.timer);
    var asks = who && ["enter", "other", "stale"].indexOf(held.state) >= 0;
    held.state = "";
    held.renewed = false;
    held.form.setAttribute("data-sending", "");
    if (asks) { ask(); } else { send(); }
  }

  // The code is taken here: what was written waits in this page, and nobody has to leave it.
  function prove() {
    var typed = new FormData();
    typed.append("one_time_code", code.value);
    typed.append("csrfmiddlewaretoken", held.fields.get("csrfmiddlewaretoken"));
    window.clearTimeout(held.timer);
    held.state = "";
    code.value = "";
    within(30, function (signal) {
      return fetch(proving.querySelector("a").href, {
        method: "POST", body: packed(typed), credentials: "same-origin", cache: "no-store", redirect: "manual",
        signal: signal
      });
    }).then(function (answer) {
      if (!held) { return; }
      if (answer.type === "opaqueredirect") { send(); return; }
      if (answer.status === 403) { ask(); return; }
      proving.querySelectorAll("p")[1].hidden = false;
      wait("prove");
      code.focus();
    }, function () { wait("line"); });
  }

  function pressing() {
    var typed = held && code.value.trim();
    if (typed && held.state === "prove") { prove(); return; }
    if (typed && !held.state) { held.typed = true; return; }  // an answer is on its way: the code waits for it
    again();
  }

  function take(form, button) {
    var address = (button && button.getAttribute("formaction")) || form.getAttribute("action") || "";
    var fields = new FormData(form);
    var size = 0;
    if (button && button.name) { fields.append(button.name, button.value); }
    fields.forEach(function (value) { size += typeof value === "string" ? value.length : value.size; });
    held = {
      form: form, fields: fields, address: new URL(address, window.location.href).href, tries: 0, state: "",
      whole: form.getAttribute("enctype") === "multipart/form-data", patience: 60 + size / 4096
    };
    form.setAttribute("data-sending", "");
    form.appendChild(box);
    document.dispatchEvent(new CustomEvent("cauce:held"));
    kept(fields).then(function () { still(form); send(); }, function () {
      held = null;
      form.removeAttribute("data-sending");
      say("file");
    });
  }

  document.addEventListener("click", function (event) {
    var one = event.target.closest && event.target.closest("button, input");
    pressed = one && one.form && /^(submit|image)$/.test(one.type) ? one : null;
    if (event.target.closest && event.target.closest("[data-leave]")) { held = null; }
  }, true);

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!document.contains(box)) { return; }  // another page took the place of this one
    if (!form.elements.namedItem("once") || form.getAttribute("method") !== "post") { return; }
    event.preventDefault();
    if (held) { if (!box.hidden) { box.focus(); } return; }
    var button = event.submitter || pressed;
    take(form, button && button.form === form ? button : null);
  }, true);

  box.querySelector("button").addEventListener("click", pressing);
  code.autocomplete = "one-time-code";
  code.setAttribute("aria-label", proving.querySelector("strong").textContent);
  code.addEventListener("keydown", function (event) {
    if (event.key === "Enter") { event.preventDefault(); pressing(); }
  });
  window.addEventListener("online", again);
  window.addEventListener("focus", again);
  document.addEventListener("visibilitychange", function () { if (!document.hidden) { again(); } });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { escaped = event.timeStamp; }
  });
  // Nothing of it is on this machine: closing the page loses it. Leaving for safety never asks.
  window.addEventListener("beforeunload", function (event) {
    if (held && event.timeStamp - escaped > 3000) { event.preventDefault(); event.returnValue = ""; }
  });
})();
