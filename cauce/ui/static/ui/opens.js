// A question that depends on another of the page is shown once that one is answered, or was passed over; where an
// answer stops the talk, that is said beside it at once and what follows waits.
(function () {
  "use strict";
  function all(selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); }
  var groups = all("[data-asks]"), stops = all("[data-stops]");
  if (!groups.length) { return; }
  // «can_leave=no,not_asked unpaid=yes;other=yes»: any row; in one, all.
  function read(text) {
    return text.split(";").map(function (row) {
      return row.split(" ").map(function (one) {
        var at = one.indexOf("=");
        return { name: one.slice(0, at), values: one.slice(at + 1).split(",") };
      });
    });
  }
  var rows = new Map();
  groups.forEach(function (one) { if (one.dataset.opens) { rows.set(one, read(one.dataset.opens)); } });
  stops.forEach(function (one) { rows.set(one, read(one.dataset.stops)); });

  function set(group) { return group.querySelector("fieldset"); }
  function answer(group) {
    var chosen = group.querySelector("input[type=radio]:checked");
    return chosen && !set(group).disabled ? chosen.value : "";
  }
  // What was heard is ticked, in a list of its own.
  function ticked(name) {
    return all("input[type=checkbox]:checked").some(function (one) { return one.value === name; }) ? "yes" : "";
  }
  // What stands before something that was answered was passed over: it was not asked. What is asked after a stop,
  // too, is not passed over: an answer above may have opened it just now.
  function said(name) {
    var at = groups.findIndex(function (one) { return one.dataset.asks === name; });
    if (at < 0) { return ticked(name); }
    var passed = !("afterStop" in groups[at].dataset) && groups.slice(at + 1).some(answer);
    return answer(groups[at]) || (passed ? "not_asked" : "");
  }
  function holds(one) {
    return rows.get(one).some(function (row) {
      return row.every(function (one) { return one.values.indexOf(said(one.name)) >= 0; });
    });
  }
  function open(group, yes) {
    group.hidden = !yes;
    set(group).disabled = !yes;
  }
  function last(stop) {
    var found = groups.filter(function (group) {
      return answer(group) && rows.get(stop).some(function (row) {
        return row.some(function (one) { return one.name === group.dataset.asks; });
      });
    });
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
    // A part of which nothing is asked yet is out of sight with its questions.
    all("[data-part]").forEach(function (part) {
      var inside = Array.prototype.slice.call(part.querySelectorAll("[data-asks]"));
      part.hidden = inside.length > 0 && inside.every(function (one) { return one.hidden; }) &&
        !part.querySelector("blockquote");
    });
    var stopping = stops.filter(holds)[0];
    stops.forEach(function (one) {
      one.hidden = one !== stopping;
      one.querySelector("button").disabled = one !== stopping;
    });
    // What stopped it before holds only while an answer of the page says so.
    all("[data-stopped]").forEach(function (one) { one.hidden = !stopping; });
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
