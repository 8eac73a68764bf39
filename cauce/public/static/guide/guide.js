// The guide works without this. With it: one entry in the history instead of one a page, and the
// page read aloud by the telephone itself (nothing is sent).
(function () {
  "use strict";
  // What only holds with this script is said only with it.
  document.querySelectorAll("[data-with-script]").forEach(function (one) { one.hidden = false; });

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[data-stay]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
    event.preventDefault();
    window.location.replace(link.href);
  });

  // What was typed, and a code that was shown, are gone from the page that "Back" would bring up.
  var typed = document.querySelectorAll("[data-forget]");
  if (typed.length) {
    window.addEventListener("pagehide", function () {
      typed.forEach(function (one) { one.textContent = ""; });
    });
    window.addEventListener("pageshow", function (event) {
      if (event.persisted) { window.location.replace(window.location.pathname); }
    });
  }

  // The screen of the waiting room forgets by itself whoever walked away.
  var start = document.documentElement.getAttribute("data-idle");
  if (start) {
    var idle;
    var rest = function () {
      window.clearTimeout(idle);
      idle = window.setTimeout(function () { window.location.replace(start); }, 90000);
    };
    ["pointerdown", "keydown", "scroll", "touchstart"].forEach(function (one) {
      document.addEventListener(one, rest, { passive: true });
    });
    rest();
  }

  var button = document.querySelector("[data-listen]");
  var voice = window.speechSynthesis;
  if (!button || !voice || !window.SpeechSynthesisUtterance) { return; }
  var words = button.textContent;
  var language = document.documentElement.lang;

  // Only a voice of the telephone: another one would send the words away.
  function own() {
    return voice.getVoices().filter(function (one) {
      return one.localService && one.lang.slice(0, 2) === language.slice(0, 2);
    })[0];
  }
  function offer() { button.hidden = !own(); }
  function hush() { button.textContent = words; }
  offer();
  if (voice.addEventListener) { voice.addEventListener("voiceschanged", offer); }

  button.addEventListener("click", function () {
    if (voice.speaking) { voice.cancel(); hush(); return; }
    var parts = document.querySelectorAll("main h1, main h2, main p, main li, main summary");
    var last = null;
    parts.forEach(function (part) {
      var shut = part.closest("details:not([open])");
      if ((shut && part.tagName !== "SUMMARY") || part.closest("nav")) { return; }
      last = new SpeechSynthesisUtterance(part.textContent);
      last.voice = own();
      last.lang = language;
      voice.speak(last);
    });
    if (last) { last.onend = hush; button.textContent = button.getAttribute("data-stop"); }
  });
  window.addEventListener("pagehide", function () { voice.cancel(); });
})();
