// A button beside each value that is copied to another register. Without it the value can still be selected.
(function () {
  "use strict";
  if (!navigator.clipboard || !navigator.clipboard.writeText) return;
  var held = document.querySelector("[data-copies]");
  if (!held) return;
  var fields = held.querySelectorAll("input[readonly]");
  Array.prototype.forEach.call(fields, function (field) {
    if (!field.value) return;
    var button = document.createElement("button");
    var label = document.createElement("span");
    button.type = "button";
    button.className = "button quiet";
    button.textContent = held.getAttribute("data-copies");
    label.className = "unseen";
    label.textContent = ": " + field.getAttribute("data-label");
    button.appendChild(label);
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(field.value).then(function () {
        button.firstChild.nodeValue = held.getAttribute("data-copied");
      });
    });
    var line = document.createElement("div");
    line.className = "buttons";
    line.appendChild(button);
    field.parentNode.appendChild(line);
  });
})();
