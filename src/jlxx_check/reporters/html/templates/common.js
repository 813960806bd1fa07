"use strict";
// What all pages do: shorthands, dark and light, printing.
const common = (() => {
  const root = document.documentElement;
  const find = (selector, from = document) => Array.from(from.querySelectorAll(selector));
  const one = (id) => document.getElementById(id);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  root.classList.add("js");

  // Dark and light: the system's choice until the reader makes another.
  const darkness = window.matchMedia("(prefers-color-scheme: dark)");
  const setTheme = (dark) => {
    root.dataset.theme = dark ? "dark" : "light";
    const button = one("theme");
    button.textContent = dark ? button.dataset.light : button.dataset.dark;
  };
  setTheme(darkness.matches);
  darkness.addEventListener("change", (event) => setTheme(event.matches));
  one("theme").addEventListener("click", () => setTheme(root.dataset.theme !== "dark"));

  // On paper nothing can be unfolded; the rules are in the program's own documents.
  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = find("details[data-print]:not([open])");
    folded.forEach((part) => { part.open = true; });
  });
  window.addEventListener("afterprint", () => {
    folded.forEach((part) => { part.open = false; });
  });
  one("print").addEventListener("click", () => window.print());

  const typing = (node) => node.matches("input:not([type=checkbox]), select, textarea");
  return { root, find, one, fill, typing };
})();
