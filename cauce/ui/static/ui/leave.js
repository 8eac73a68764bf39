// Leave this page: the link works alone; this hides the page at once, keeps it out of the
// history, and answers to Esc pressed three times within two seconds.
(function () {
  "use strict";
  var link = document.querySelector("[data-leave]");
  if (!link) { return; }
  var said = document.querySelector("[data-leave-said]");
  var keys = document.querySelector("[data-leave-keys]");
  var presses = 0;
  var first = 0;

  function leave() {
    document.documentElement.classList.add("left");
    document.title = " ";
    window.location.replace(link.href);
  }

  if (keys) { keys.hidden = false; }  // the keys work only with this script

  link.addEventListener("click", function (event) {
    event.preventDefault();
    leave();
  });

  document.addEventListener("keydown", function (event) {
    if (!document.contains(link)) { return; }  // offline_resend.js: another page
    if (event.key !== "Escape") { presses = 0; return; }
    if (event.timeStamp - first > 2000) { presses = 0; }
    if (presses === 0) { first = event.timeStamp; }
    presses += 1;
    if (presses >= 3) { leave(); return; }
    if (said) { said.textContent = said.getAttribute("data-left-" + (3 - presses)); }
  });

  // A page kept in the browser's memory must not come back as it was.
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) { window.location.reload(); }
  });
})();
