// A form that says data-keep asks before its unsaved words are lost, and nothing else.
(function () {
  "use strict";
  var changed = false;
  var escaped = -Infinity;
  document.querySelectorAll("form[data-keep]").forEach(function (form) {
    form.addEventListener("input", function () { changed = true; });
    // What offline_resend.js sends is still on this page until the answer came (cauce:sent).
    form.addEventListener("submit", function (event) { changed = changed && event.defaultPrevented; });
  });
  document.addEventListener("cauce:sent", function () { changed = false; });
  document.querySelectorAll("[data-leave]").forEach(function (link) {
    // Leaving for safety never waits for a question.
    link.addEventListener("click", function () { changed = false; }, true);
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { escaped = event.timeStamp; }
  });
  window.addEventListener("beforeunload", function (event) {
    if (changed && event.timeStamp - escaped > 3000) { event.preventDefault(); }
  });
})();
