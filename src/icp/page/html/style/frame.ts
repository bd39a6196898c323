/** Where the sections stand: two halves on a wide screen, one column on a narrow one, hairlines between. */
export const FRAME = `
body{max-width:72rem;margin:0 auto;padding:2.5rem 2rem}
.top{display:flex;justify-content:space-between;align-items:flex-end;gap:.5rem 2rem;flex-wrap:wrap}
.kicker{color:var(--accent);font-size:.8125rem;font-weight:600}
.standing{text-align:right}
.badge{font-weight:600}
.badge.good{color:var(--accent)}
.badge+.badge::before{content:"·";margin-right:.375rem;color:var(--soft);font-weight:400}
section{border-top:1px solid var(--line);padding-top:.75rem;margin-top:1.5rem;min-width:0}
section>header{display:flex;align-items:baseline;gap:.125rem .75rem;flex-wrap:wrap;margin-bottom:.5rem}
.pair,.beside,.tables,.cards,.verdict{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);column-gap:2.5rem;align-items:start}
.verdict{border-top:2px solid var(--ink);margin-top:.75rem;padding-top:1rem;row-gap:1rem}
.headline{font-size:1.5rem;line-height:1.35;letter-spacing:-.01em;margin-bottom:.5rem;text-wrap:pretty}
.whole{white-space:nowrap}
.verdict p+p{margin-top:.25rem}
.facts>div{display:grid;grid-template-columns:8rem minmax(0,1fr);gap:.75rem;padding:.125rem 0}
.wide .facts{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);column-gap:2.5rem}
.facts dt{color:var(--soft)}
details{margin-top:.75rem}
summary{cursor:pointer;color:var(--accent);width:max-content;max-width:100%}
summary:focus-visible,input:focus-visible,button:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.tables{row-gap:1.5rem;margin-top:.75rem}
.block details .tables{grid-template-columns:minmax(0,1fr)}
.block :is(td,th).number{white-space:normal}
.left-out h3{margin-bottom:.25rem}
.left-out h3:not(:first-child){margin-top:.75rem}
.reasons th{width:38%}
.reasons td{color:var(--soft)}
.next li,.breadth p+p{padding:.125rem 0}
footer{border-top:1px solid var(--line);margin-top:1.5rem;padding-top:.5rem;color:var(--soft);font-size:.75rem}
@media screen and (max-width:60rem){
.wide .facts,.pair,.beside,.tables,.cards,.verdict{grid-template-columns:minmax(0,1fr)}
.standing{text-align:left}
.cards{row-gap:1.25rem}
}
@media screen and (max-width:34rem){
body{padding:1.5rem 1rem}
.headline{font-size:1.25rem}
.facts>div{grid-template-columns:minmax(0,1fr);gap:0;padding:.25rem 0}
.inside .tables :is(th,td){padding-right:.25rem;font-size:.75rem;overflow-wrap:break-word}
.inside thead .number{white-space:normal}
}
`;
