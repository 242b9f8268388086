// Clocks that tick between two answers of the server, and a few keys. Everything else is the server's, by htmx.
"use strict";

const skew = () => Number(document.documentElement.dataset.now) - loaded;
const loaded = Date.now();

function spell(ms) {
  const seconds = Math.floor(Math.abs(ms) / 1000);
  const [d, h, m, s] = [Math.floor(seconds / 86400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n) => String(n).padStart(2, "0");
  const zh = document.documentElement.lang.startsWith("zh");
  const days = d ? `${d}${zh ? "天" : "d"} ` : "";
  return `${days}${d || h ? `${h}:${two(m)}` : m}:${two(s)}`;
}

// data-since: runs up. data-until: runs down; past it, it says how long ago with a plus. data-late: from then on it is shown as late.
function tick() {
  const now = Date.now() + skew();
  for (const clock of document.querySelectorAll("[data-since],[data-until]")) {
    const { since, until, late, soon } = clock.dataset;
    const stopped = clock.dataset.at ? Number(clock.dataset.at) : now;
    const left = until ? Number(until) - stopped : 0;
    clock.textContent = since ? spell(stopped - Number(since)) : (left < 0 ? "+" : "") + spell(left);
    const limit = Number(late || until || Infinity);
    clock.classList.toggle("late", stopped > limit);
    clock.classList.toggle("soon", stopped <= limit && limit - stopped < Number(soon || 300000));
  }
}

setInterval(tick, 1000);
document.addEventListener("DOMContentLoaded", tick);
document.addEventListener("htmx:afterSwap", tick);

// data-key: the element is clicked or focused by that key, unless somebody is writing.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("textarea,select,input:not([type=radio]):not([type=checkbox]):not([type=range])")) return;
  const found = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!found) return;
  event.preventDefault();
  found.matches("textarea,input:not([type=radio]):not([type=checkbox]),select") ? found.focus() : found.click();
  if (found.matches("input")) found.focus();
});

// data-confirm: asked before it is sent.
document.addEventListener("submit", (event) => {
  const question = event.submitter?.dataset.confirm;
  if (!question || window.confirm(question)) return;
  event.preventDefault();
  event.stopPropagation();
}, true); // before htmx hears of it

// Chromium keeps words that it shaped before their font was there as empty boxes. A hair more between words makes it shape them again.
let shaped = 0;
const shape = () => { document.documentElement.style.wordSpacing = `${(shaped += 1) / 1000}px`; };
document.fonts.ready.then(shape);
document.fonts.addEventListener("loadingdone", shape);
