// While figures are typed the answers of the checks come back line by line: a line takes the colour of its answer,
// and what somebody is writing as a reason is left alone.
"use strict";

document.body.addEventListener("htmx:oobBeforeSwap", function (event) {
  if (event.detail.target.contains(document.activeElement)) { event.detail.shouldSwap = false; }
});

document.body.addEventListener("htmx:oobAfterSwap", function (event) {
  var told = document.getElementById(event.detail.target.id) || event.detail.target;
  var row = told.closest("tr");
  if (row && told.hasAttribute("data-mark")) { row.className = told.getAttribute("data-mark"); }
});

