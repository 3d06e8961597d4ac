// What pages do beyond the browser's own: Enter moves down a grid, a warning before typed figures are lost, printing,
// buttons that ask first, and the way out when nobody is at work. Every page also works without it.
"use strict";

// Enter and the arrows move within a column of a grid (table.grid), as in a spreadsheet.
document.addEventListener("keydown", function (event) {
  var cell = event.target.closest ? event.target.closest("table.grid td") : null;
  if (!cell || event.target.tagName !== "INPUT") { return; }
  var step = event.key === "Enter" || event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (!step) { return; }
  event.preventDefault();
  var row = cell.parentNode;
  var index = Array.prototype.indexOf.call(row.children, cell);
  while ((row = step > 0 ? row.nextElementSibling : row.previousElementSibling)) {
    var next = row.children[index] && row.children[index].querySelector("input:not([readonly])");
    if (next) { next.focus(); next.select(); return; }
  }
});

// A form marked data-guard warns before typed figures are left unsaved.
var typed = false;
document.addEventListener("input", function (event) {
  if (event.target.form && event.target.form.hasAttribute("data-guard")) { typed = true; }
});
document.addEventListener("submit", function (event) {
  var question = (document.activeElement && document.activeElement.getAttribute("data-ask")) || event.target.getAttribute("data-ask");
  if (question && !window.confirm(question)) { event.preventDefault(); return; }
  typed = false;
});
window.addEventListener("beforeunload", function (event) {
  if (typed) { event.preventDefault(); event.returnValue = ""; }
});

document.addEventListener("click", function (event) {
  var button = event.target.closest ? event.target.closest("[data-print],[data-copy],[data-check-all]") : null;
  if (!button) { return; }
  if (button.hasAttribute("data-print")) {
    if (button.getAttribute("data-told")) { tell(button.getAttribute("data-told")); }
    window.print();
  }
  if (button.hasAttribute("data-copy")) {
    var text = document.getElementById(button.getAttribute("data-copy"));
    text.focus(); text.select(); document.execCommand("copy");
    button.textContent = button.getAttribute("data-copied") || button.textContent;
  }
  if (button.hasAttribute("data-check-all")) {
    var boxes = document.querySelectorAll("input[type=checkbox][name='" + button.getAttribute("data-check-all") + "']");
    Array.prototype.forEach.call(boxes, function (box) { box.checked = button.checked; });
  }
});

// Printing is written into the trail: the page names the address that is told.
function tell(address) {
  var request = new XMLHttpRequest();
  var headers = JSON.parse(document.body.getAttribute("hx-headers"));
  request.open("POST", address);
  request.setRequestHeader("X-CSRFToken", headers["X-CSRFToken"]);
  request.send();
}

// The server ends a session that stands idle; the page then says so instead of failing at the next click.
var idle = Number(document.body.getAttribute("data-idle-minutes"));
var signOut = document.querySelector("header form[action*='sign-out']");
if (idle && signOut) {
  var last = Date.now();
  ["keydown", "mousedown", "touchstart"].forEach(function (name) { document.addEventListener(name, function () { last = Date.now(); }); });
  window.setInterval(function () { if (Date.now() - last > idle * 60000) { typed = false; window.location.reload(); } }, 30000);
}
