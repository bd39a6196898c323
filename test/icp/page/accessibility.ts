import type { Page } from "playwright-core";

/**
 * What WCAG 2.2 AA asks of a page and a machine can tell: contrast of every text as it is drawn, names of controls, references, tables,
 * headings. Runs in the page; every `<details>` is opened first.
 */
const CHECK = `(() => {
  for (const one of document.querySelectorAll("details")) one.open = true;
  const faults = [];
  const channel = (v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
  const parse = (text) => { const [r, g, b, a = 1] = text.match(/[\\d.]+/g).map(Number); return { r, g, b, a }; };
  const light = ({ r, g, b }) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const ratio = (one, other) => { const [a, b] = [light(one), light(other)].sort((x, y) => y - x); return (a + 0.05) / (b + 0.05); };
  const ground = (element) => {
    for (let at = element; at !== null; at = at.parentElement) {
      const own = parse(getComputedStyle(at).backgroundColor);
      if (own.a === 1) return own;
    }
    return { r: 255, g: 255, b: 255, a: 1 };
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let texts = 0;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    if (node.textContent.trim() === "" || !element.checkVisibility({ visibilityProperty: true })) continue;
    texts += 1;
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const found = ratio(parse(style.color), ground(element));
    if (found < (large ? 3 : 4.5)) faults.push("contrast " + found.toFixed(2) + ": " + node.textContent.trim().slice(0, 40));
  }
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) faults.push("id twice: " + id);
  for (const one of document.querySelectorAll("[aria-labelledby],label[for]")) {
    const id = one.getAttribute("aria-labelledby") ?? one.getAttribute("for");
    if (!ids.includes(id)) faults.push("nothing has the id " + id);
  }
  for (const one of document.querySelectorAll("input,button,summary"))
    if (((one.getAttribute("aria-label") ?? "") + one.textContent).trim() === "") faults.push("a " + one.tagName + " without a name");
  for (const one of document.querySelectorAll("table")) if (one.caption === null) faults.push("a table without a caption");
  for (const one of document.querySelectorAll("svg"))
    if (one.getAttribute("aria-hidden") !== "true" && (one.getAttribute("aria-label") ?? "") === "") faults.push("a chart without words");
  const depths = [...document.querySelectorAll("h1,h2,h3,h4")].filter((one) => one.checkVisibility()).map((one) => Number(one.tagName[1]));
  depths.forEach((depth, i) => { if (depth - (depths[i - 1] ?? 0) > 1) faults.push("a heading of level " + depth + " below " + depths[i - 1]); });
  if (document.documentElement.lang === "") faults.push("no language");
  if (texts < 20) faults.push("only " + texts + " texts looked at");
  return [...new Set(faults)];
})()`;

/** Faults in light and in dark, none in a good page. */
export async function faultsIn(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    found.push(...((await page.evaluate(CHECK)) as string[]).map((fault) => `${colorScheme}: ${fault}`));
  }
  return found;
}
