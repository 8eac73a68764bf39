// What unfolds over a page (the menu, the parts of a case, one's own menu) works alone; this closes it
// again with Esc, which brings one back to what opened it, and with a press beside it.
(function () {
  "use strict";
  var OPEN = ".drawer[open], .parts .groups details[open], .person[open]";

  function rest() { return document.querySelectorAll(OPEN); }

  // A drawer's list follows it; of the others it stands inside.
  function holds(one, place) {
    var of = one.classList.contains("drawer") ? one.parentNode : one;
    return of.contains(place);
  }

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") { return; }
    var open = rest();
    if (!open.length) { return; }
    var last = open[open.length - 1];
    var inside = holds(last, document.activeElement);
    last.open = false;
    if (inside) { last.querySelector("summary").focus(); }
  });

  document.addEventListener("click", function (event) {
    Array.prototype.forEach.call(rest(), function (one) {
      if (!holds(one, event.target)) { one.open = false; }
    });
  });
})();
