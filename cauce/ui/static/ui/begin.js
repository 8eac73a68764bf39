// "Begin" leads to the field of a step itself: opened where it was folded away, in sight, and focused.
(function () {
  "use strict";
  var FIELDS = "input:not([type=hidden]):not([disabled]), select, textarea";
  function folded(field) { return field.closest("details:not([open])"); }
  function inside(place) {
    var fields = Array.prototype.slice.call(place.querySelectorAll(FIELDS));
    return fields.filter(function (one) { return !folded(one); })[0] || fields[0];
  }
  function first() {
    // A target of the address that takes no focus would lose it again to the browser: such a place is marked.
    var here = document.getElementById("empezar") || document.querySelector("[data-begin]");
    if (here) { return here.hasAttribute("tabindex") ? here : inside(here) || here; }
    var forms = document.querySelectorAll("main form");
    for (var i = 0; i < forms.length; i += 1) {
      var found = inside(forms[i]);
      if (found) { return found; }
    }
    return null;
  }
  if (window.location.hash !== "#empezar") { return; }
  var field = first();
  if (!field) { return; }
  for (var fold = folded(field); fold; fold = folded(field)) { fold.open = true; }
  field.focus();
  // Its question stands above it and is in sight with it.
  (field.closest(".field, fieldset, .notice") || field).scrollIntoView({ block: "start" });
})();
