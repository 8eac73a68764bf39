// A question that depends on another of the page is shown once that one is answered, or was passed over; where an
// answer stops the talk, that is said beside it at once and what follows waits.
(function () {
  "use strict";
  function all(selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); }
  var groups = all("[data-asks]"), stops = all("[data-stops]");
  if (!groups.length) { return; }
  var rows = new Map();
  groups.forEach(function (one) { if (one.dataset.opens) { rows.set(one, JSON.parse(one.dataset.opens)); } });
  stops.forEach(function (one) { rows.set(one, JSON.parse(one.dataset.stops)); });

  function set(group) { return group.querySelector("fieldset"); }
  function answer(group) {
    var chosen = group.querySelector("input[type=radio]:checked");
    return chosen && !set(group).disabled ? chosen.value : "";
  }
  // What stands before something that was answered was passed over: it was not asked.
  function said(name) {
    var at = groups.findIndex(function (one) { return one.dataset.asks === name; });
    if (at < 0) { return ""; }
    return answer(groups[at]) || (groups.slice(at + 1).some(answer) ? "not_asked" : "");
  }
  function holds(one) {
    return rows.get(one).some(function (row) {
      return Object.keys(row).every(function (name) { return row[name].indexOf(said(name)) >= 0; });
    });
  }
  function open(group, yes) {
    group.hidden = !yes;
    set(group).disabled = !yes;
  }
  function last(stop) {
    var named = [].concat.apply([], rows.get(stop).map(Object.keys));
    var found = groups.filter(function (one) { return named.indexOf(one.dataset.asks) >= 0 && answer(one); });
    return found[found.length - 1];
  }
  function state() { return groups.map(function (one) { return one.hidden; }).join(); }
  function look() {
    // An answer may open a question that opens another.
    for (var i = 0; i < groups.length; i += 1) {
      var before = state();
      groups.forEach(function (one) { if (rows.has(one)) { open(one, holds(one)); } });
      if (state() === before) { break; }
    }
    var stopping = stops.filter(holds)[0];
    stops.forEach(function (one) {
      one.hidden = one !== stopping;
      one.querySelector("button").disabled = one !== stopping;
    });
    var here = stopping && last(stopping);
    if (here && stopping.previousElementSibling !== here) { here.after(stopping); }
    groups.forEach(function (one, at) {
      var after = here && at > groups.indexOf(here) && !answer(one) && !("afterStop" in one.dataset);
      one.classList.toggle("waits", Boolean(after));
    });
  }
  document.addEventListener("change", look);
  look();
})();
