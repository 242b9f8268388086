// The sliders tell their shares while they move; a stage sets them all. What they come to, the server says.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("weights");
  if (!form) return;
  // On a phone the answer comes first, and the sliders wait behind their heading.
  if (window.matchMedia("(max-width:900px)").matches) form.closest("details").open = false;
  const sliders = [...form.querySelectorAll("input[type=range]")];

  const tell = () => {
    const whole = sliders.reduce((sum, slider) => sum + Number(slider.value), 0) || 1;
    for (const slider of sliders) {
      form.querySelector(`output[for="${slider.id}"]`).textContent = `${Math.round((100 * slider.value) / whole)} %`;
    }
    // The report is exported at the weights that are seen.
    const wanted = document.getElementById("export");
    for (const old of wanted.querySelectorAll("[data-weight]")) old.remove();
    for (const old of wanted.querySelectorAll("input[type=hidden]:not([name=csrfmiddlewaretoken])")) old.remove();
    for (const [name, value] of new FormData(form)) {
      const field = Object.assign(document.createElement("input"), { type: "hidden", name, value });
      wanted.append(field);
    }
  };

  form.addEventListener("input", (event) => {
    const shares = event.target.dataset.shares;
    if (shares) {
      const weights = JSON.parse(shares);
      const whole = Object.values(weights).reduce((sum, weight) => sum + weight, 0) || 1;
      for (const slider of sliders) slider.value = Math.round((100 * (weights[slider.name] || 0)) / whole);
    }
    tell();
  });
});
