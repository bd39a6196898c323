/** The scorecard: one line per band, its points, its dot; ticks that add up without a script. */
export const SCORE = `
form{counter-reset:fit}
.cards .chart{width:20%}
.cards .number,.cards .range{width:1%}
.cards tbody th,.cards tbody td{padding-top:0;padding-bottom:0;line-height:1.5rem;vertical-align:middle}
.cards .points{font-weight:600}
.cards label{display:block;cursor:pointer;line-height:1.25;padding:.125rem 0}
.cards tbody th{position:relative;padding-left:1.25rem}
.cards .attribute th{padding:.75rem 0 0;font-weight:600;border-bottom:1px solid var(--line)}
.cards tbody:first-of-type .attribute th{padding-top:.125rem}
.most{color:var(--accent)}
.care{margin-left:.25rem;padding:0 .375rem;border:1px solid var(--ink);border-radius:.125rem;font-size:.75rem;font-weight:600;white-space:nowrap}
.why{display:block;padding:.125rem 0;font-size:.8125rem;font-weight:400;line-height:1.35}
.under{display:none}
.weight{display:block;height:.1875rem;background:var(--accent);margin-bottom:-1px}
input{appearance:none;position:absolute;left:0;top:calc(50% - .375rem);width:.75rem;height:.75rem;border:1px solid var(--soft);border-radius:50%;cursor:pointer}
input:checked{counter-increment:fit var(--points);background:var(--accent);border-color:var(--accent);box-shadow:inset 0 0 0 2px var(--paper)}
tr:has(input:checked){background:var(--wash)}
.total{display:flex;gap:1rem 2.5rem;align-items:flex-start;margin-top:1.25rem;flex-wrap:wrap}
.sum{white-space:nowrap;min-width:14rem}
output{font-size:1.375rem;font-weight:600;line-height:1;color:var(--accent);margin:0 .25rem}
output::after{content:counter(fit)}
button{font:inherit;font-size:.75rem;color:var(--accent);background:none;border:0;cursor:pointer;visibility:hidden}
form:has(input:checked) button{visibility:visible}
.notes{font-size:.75rem;margin-top:.5rem}
@media screen and (max-width:34rem){
.cards .range{display:none}
.under{display:block;font-weight:400;color:var(--soft);font-size:.75rem;line-height:1.2}
.total .ruler{min-width:100%}
}
`;
