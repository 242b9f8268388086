// How much waits for a person stands in the title too: the page is often behind others.
"use strict";

function title() {
  const waiting = Number(document.getElementById("live")?.dataset.waiting || 0);
  document.title = (waiting ? `(${waiting}) ` : "") + document.title.replace(/^\(\d+\) /, "");
}

document.addEventListener("DOMContentLoaded", title);
document.addEventListener("htmx:afterSettle", title);
