// Grading by keys alone, and a draft that survives a reload. What is kept is what was filled in, never the packet.
"use strict";

const VALUES = { y: "yes", n: "no", 0: "0", 1: "1", 2: "2", 3: "3", 4: "4" };

document.querySelectorAll("[data-committed]").forEach(({ dataset }) => sessionStorage.removeItem(`draft-${dataset.committed}`));

document.querySelectorAll("form[data-draft]").forEach((form) => {
  const fields = [...form.querySelectorAll("[data-field]")];
  const [guess, noIdea] = [form.elements.guess, form.elements["no-idea"]];
  const draft = `draft-${form.dataset.draft}`;
  const written = "textarea,input:not([type=radio]):not([type=checkbox])";
  let here = 0;

  const put = (place) => {
    here = Math.min(Math.max(place, 0), fields.length - 1);
    fields.forEach((field, each) => field.classList.toggle("here", each === here));
  };

  // Where there is something to tick, that is focused: letters stay keys until somebody wants to write.
  const go = (place) => {
    put(place);
    const field = fields[here];
    (field.querySelector(":checked") || field.querySelector("[type=radio],[type=checkbox]") || field.querySelector(written)).focus();
  };

  const choose = (value) => {
    const found = fields[here].querySelector(`[type=radio][value="${value}"]`);
    if (!found) return false;
    found.checked = true;
    found.dispatchEvent(new Event("input", { bubbles: true }));
    go(here + 1);
    return true;
  };

  const settle = (changed) => {
    if (!guess) return;
    if (changed === guess && guess.value) noIdea.checked = false;
    if (changed === noIdea && noIdea.checked) guess.value = "";
    guess.required = !noIdea.checked;
  };

  const keep = () => {
    const held = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
    sessionStorage.setItem(draft, JSON.stringify(held));
  };

  const restore = () => {
    const held = new Map(JSON.parse(sessionStorage.getItem(draft) || "[]"));
    for (const each of held.size ? form.elements : []) {
      if (each.type === "radio" || each.type === "checkbox") each.checked = held.get(each.name) === each.value;
      else if (held.has(each.name)) each.value = held.get(each.name);
    }
  };

  form.addEventListener("input", (event) => { settle(event.target); keep(); });
  form.addEventListener("focusin", (event) => {
    const field = event.target.closest("[data-field]");
    if (field) put(fields.indexOf(field));
  });

  document.addEventListener("keydown", (event) => {
    const writing = event.target.matches(written);
    if (event.isComposing || event.altKey || event.metaKey) return;
    if (event.key === "Enter" && event.ctrlKey) form.requestSubmit();
    else if (event.ctrlKey) return;
    else if (writing && event.key === "Escape") event.target.blur();
    else if (writing || event.target.matches("a,button,summary")) return;
    else if (event.key === "Enter") form.requestSubmit();
    else if (event.key === "j" || event.key === "k") go(here + (event.key === "j" ? 1 : -1));
    else if (!choose(VALUES[event.key])) return;
    event.preventDefault();
  });

  restore();
  settle();
  const open = fields.findIndex((field) => field.querySelector("[type=radio]") && !field.querySelector(":checked"));
  put(open < 0 ? 0 : open);
});
