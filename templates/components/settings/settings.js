// The reader's settings: one attribute per setting on <html>, kept in localStorage, the same in
// every language, tab and form.  Where storage is refused the choice holds for this page.

const KEY = "reading-settings";
const NAMES = ["text", "colours", "spacing", "typeface", "images", "motion"];
const page = document.documentElement;
const forms = new Set();

function chosen() {
  const found = {};
  for (const name of NAMES) {
    const value = page.getAttribute(`data-${name}`);
    if (value) found[name] = value;
  }
  return found;
}

function apply(settings) {
  for (const name of NAMES) {
    if (settings[name]) page.setAttribute(`data-${name}`, settings[name]);
    else page.removeAttribute(`data-${name}`);
  }
  forms.forEach(show);
  if (settings.images === "hide")
    for (const table of document.querySelectorAll(".graphic__data")) table.open = true;
}

function show(form) {
  const settings = chosen();
  for (const name of NAMES) {
    const group = [...form.querySelectorAll(`[data-setting=${name}]`)];
    const match = group.find((control) => control.value === settings[name]) || group[0];
    if (match) match.checked = true;
  }
}

function keep() {
  try {
    const settings = chosen();
    if (Object.keys(settings).length) localStorage.setItem(KEY, JSON.stringify(settings));
    else localStorage.removeItem(KEY);
  } catch {
    // Private mode or a full disk: nothing to keep it in.
  }
}

function read(text) {
  try {
    return JSON.parse(text) || {};
  } catch {
    return {};
  }
}

function announce(form, text) {
  form.querySelector("[role=status]").textContent = text;
}

function follow(form) {
  const fallback = (name) => form.querySelector(`[data-setting=${name}]`).value;

  form.addEventListener("change", ({ target }) => {
    const { setting } = target.dataset;
    if (!setting) return;
    const first = target.value === fallback(setting);
    apply({ ...chosen(), [setting]: first ? "" : target.value });
    keep();
    const legend = target.closest("fieldset").querySelector("legend");
    announce(form, `${legend.textContent}: ${target.labels[0].querySelector("span").textContent}`);
  });

  form.addEventListener("reset", (event) => {
    event.preventDefault();
    apply({});
    keep();
    announce(form, form.querySelector("[role=status]").dataset.reset);
  });

  forms.add(form);
  show(form);
}

function disclose(root, button) {
  const details = root.querySelector("details");
  const label = button.querySelector("span");
  const closed = label.textContent;

  function set(open) {
    details.open = open;
    button.setAttribute("aria-expanded", String(open));
    label.textContent = open ? button.dataset.hide : closed;
  }

  const summary = details.querySelector("summary");
  const hadFocus = document.activeElement === summary;
  set(details.open);
  summary.hidden = true;
  button.hidden = false;
  if (hadFocus) button.focus();
  button.addEventListener("click", () => set(!details.open));
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    set(false);
    button.focus();
  });
}

export function enhance(root) {
  apply(chosen());
  follow(root.querySelector("form"));
  const button = root.querySelector("button[aria-controls]");
  if (button) disclose(root, button);
}

addEventListener("storage", (event) => {
  if (event.key === KEY || event.key === null) apply(read(event.newValue));
});

// A page that comes back from the browser's memory may be older than the choice.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  try {
    apply(read(localStorage.getItem(KEY)));
  } catch {
    // Storage is refused: the page keeps what it shows.
  }
});
