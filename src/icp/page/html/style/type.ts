/** Type and tables. */
export const TYPE = `
*{box-sizing:border-box;margin:0;padding:0}
html{font-size:16px;background:var(--paper);color:var(--ink);-webkit-text-size-adjust:100%}
body{font:400 .875rem/1.5 -apple-system,"Segoe UI Variable Text","Segoe UI",Roboto,Inter,"Helvetica Neue","Liberation Sans",Arial,system-ui,sans-serif;font-variant-numeric:tabular-nums}
h1,h2,h3,caption{font-weight:600;text-align:left;line-height:1.25}
h1{font-size:1.75rem;letter-spacing:-.015em;overflow-wrap:anywhere}
h2{font-size:1rem}
h3,caption{font-size:.8125rem}
strong{font-weight:600}
abbr{text-decoration:none;cursor:help}
code{white-space:nowrap;font:.75rem ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;background:var(--wash);padding:.0625rem .25rem;border-radius:.125rem}
@media screen{code{white-space:normal;overflow-wrap:anywhere}}
ul,ol{padding-left:1.125rem}
table{border-collapse:collapse;width:100%}
th{font-weight:400;text-align:left}
th,td{vertical-align:top;padding:.125rem .5rem .125rem 0}
td:last-child,th:last-child{padding-right:0}
thead th{font-size:.75rem;color:var(--soft);vertical-align:bottom}
.light,.range{color:var(--soft)}
.number,.range{text-align:right;white-space:nowrap}
.rate{font-weight:600}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.mark{color:var(--soft);font-size:.75rem;font-weight:400;font-style:italic;white-space:nowrap}
.plain th,.plain td{border-bottom:1px solid var(--line);padding-top:.25rem;padding-bottom:.25rem}
.plain tr:last-child>*{border-bottom:0}
`;
