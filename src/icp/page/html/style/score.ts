/** The scorecard: one line per band, its points, its dot; ticks that add up without a script. */
export const SCORE = `
form{counter-reset:fit}
.cards .chart{width:31%}
.cards tbody th,.cards tbody td{padding-top:0;padding-bottom:0;line-height:1.5rem;vertical-align:middle}
.cards .points{font-weight:600;width:2.5rem}
.cards label{display:block;cursor:pointer;line-height:1.25;padding:.125rem 0}
.cards tbody th{position:relative;padding-left:1.25rem}
.cards .attribute th{padding:.75rem 0 0;font-weight:600;border-bottom:1px solid var(--line)}
.cards tbody:first-of-type .attribute th{padding-top:.125rem}
.most{color:var(--accent)}
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
.total .ruler{min-width:100%}
}
`;
