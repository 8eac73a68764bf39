// Ctrl and / lead to the box of the header, or to the link that stands for it where the page is narrow.
// Never / alone: whoever dictates would press it without meaning to (WCAG 2.1.4).
(function () {
  "use strict";
  var ways = document.querySelectorAll("[data-find]");
  if (!ways.length) { return; }

  document.addEventListener("keydown", function (event) {
    if (event.key !== "/" || !event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) { return; }
    if (!document.contains(ways[0])) { return; }
    if (document.documentElement.classList.contains("rests")) { return; }  // covered (rest.js)
    for (var n = 0; n < ways.length; n += 1) {
      if (ways[n].offsetParent === null) { continue; }  // not shown at this width
      event.preventDefault();
      ways[n].focus();
      if (ways[n].select) { ways[n].select(); }
      return;
    }
  });
})();
