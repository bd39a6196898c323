// Runs before the first paint, so that nothing flashes: the theme that was chosen here, if one was (see theme.ts).
const chosen = localStorage.getItem("openicp.theme");
if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
