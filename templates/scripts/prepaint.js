/* Applies the reader's settings before anything is painted: one attribute per setting. */
try {
  const chosen = JSON.parse(localStorage.getItem("reading-settings")) || {};
  for (const name of ["text", "colours", "spacing", "typeface", "images", "motion"])
    if (/^[a-z0-9-]+$/.test(chosen[name] || ""))
      document.documentElement.setAttribute("data-" + name, chosen[name]);
} catch {}
