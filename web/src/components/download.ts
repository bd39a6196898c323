/** Saves a text as a file of this person. */
export function downloadText(name: string, type: string, text: string): void {
  saveBlob(name, new Blob([text], { type: `${type};charset=utf-8` }));
}

/** Saves what came as a file of this person. */
export function saveBlob(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1_000);
}

/** A cell of a CSV file; what a spreadsheet would run as a formula is shown to it as text. */
export function safeCell(text: string): string {
  const told = /^[=+\-@\t\r]/.test(text) && !/^[-+]?[\d.,]+%?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(told) ? `"${told.replaceAll('"', '""')}"` : told;
}

/** Attributes whose colours come from the page. */
const PAINTED = ["fill", "stroke", "color"] as const;

/** An SVG that looks the same outside the page: its colours written out. */
export function standaloneSvg(svg: SVGElement): string {
  const copy = svg.cloneNode(true) as SVGElement;
  const [from, to] = [
    [svg, ...svg.querySelectorAll("*")],
    [copy, ...copy.querySelectorAll("*")],
  ];
  from.forEach((element, place) => {
    const style = getComputedStyle(element);
    for (const name of PAINTED)
      if ((element.getAttribute(name) ?? "").includes("var(") || element.getAttribute(name) === "currentColor")
        to[place]?.setAttribute(name, style.getPropertyValue(name));
  });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.style.color = getComputedStyle(svg).color;
  copy.style.background = getComputedStyle(document.body).getPropertyValue("--paper");
  return new XMLSerializer().serializeToString(copy);
}
