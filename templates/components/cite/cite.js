// Adds a button that copies beside each text that can be copied.

export function enhance(root) {
  if (!navigator.clipboard) return;
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  status.className = "visually-hidden";
  root.append(status);
  for (const source of root.querySelectorAll("[data-copyable]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--quiet cite__copy";
    button.textContent = root.dataset.copy;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(source.textContent.trim());
      button.textContent = root.dataset.copied;
      status.textContent = root.dataset.copied;
      setTimeout(() => {
        button.textContent = root.dataset.copy;
        status.textContent = "";
      }, 3000);
    });
    (source.closest("p") || source).after(button);
  }
}
