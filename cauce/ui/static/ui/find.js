// The key / leads to the box of the header, or to the link that stands for it where the page is narrow.
// Only where nobody is typing: in a field it is a letter like any other.
(function () {
  "use strict";
  var ways = document.querySelectorAll("[data-find]");
  if (!ways.length) { return; }

  function types(one) {
    return one && (one.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(one.tagName));
  }

  document.addEventListener("keydown", function (event) {
    if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) { return; }
    if (!document.contains(ways[0]) || types(document.activeElement)) { return; }
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
