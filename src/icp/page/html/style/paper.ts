/** Front and back of one sheet of A4 or Letter: tighter lines, nothing to click, room for a pencil. The root size comes with the page. */
export const PAPER = `
.paper{display:none}
@page{size:auto;margin:8mm 10mm}
@media print{
body{max-width:none;padding:0 2px;line-height:1.35;-webkit-print-color-adjust:exact;print-color-adjust:exact}
details,.screen,.facts>.screen,button{display:none}
.paper{display:block}
thead th,.axis,.notes,footer,.plot span{font-size:.8125rem}
section{margin-top:.75rem;padding-top:.375rem}
section>header{margin-bottom:.25rem}
.verdict{padding-top:.625rem;row-gap:.5rem}
.headline{font-size:1.25rem;margin-bottom:.25rem}
.pair,.beside,.cards,.verdict,.wide .facts{column-gap:2rem}
.plain th,.plain td{padding-top:.125rem;padding-bottom:.125rem}
.cards tbody th,.cards tbody td{line-height:1.2rem}
.cards label{padding:.03125rem 0}
.cards .attribute th{padding-top:.375rem}
.why{padding:.125rem 0 0;line-height:1.18}
.cards .attribute+tr>*{padding-top:.125rem}
.facts>div{padding:.0625rem 0;grid-template-columns:7rem minmax(0,1fr)}
.plot svg{height:4.5rem}
.total{margin-top:.625rem}
form:not(:has(input:checked)) output{display:inline-block;width:3rem;border-bottom:1px solid var(--soft)}
form:not(:has(input:checked)) output::after{content:"\\a0"}
.back{break-before:page}
.foot{border-top:1px solid var(--line);margin-top:.625rem;padding-top:.25rem;color:var(--soft);font-size:.8125rem}
.wide .tables{row-gap:.5rem;margin-top:.375rem}
.brief dd{display:-webkit-box;-webkit-box-orient:vertical;overflow:hidden}
.not>p:not(.paper){display:inline}
footer{margin-top:.625rem;padding-top:.25rem}
}
`;
