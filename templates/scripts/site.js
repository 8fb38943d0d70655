// Finds the parts of the page that a script can improve and loads what they need.
// Each module exports enhance(root); when one fails, the others and the plain page still work.

const modules = {
  cite: () => import("../components/cite/cite.js"),
  filters: () => import("../components/filters/filters.js"),
  "search-results": () => import("../components/search-results/search-results.js"),
  settings: () => import("../components/settings/settings.js"),
};

for (const root of document.querySelectorAll("[data-module]"))
  modules[root.dataset.module]?.()
    .then((module) => module.enhance(root))
    .catch((error) => console.error(root.dataset.module, error));
