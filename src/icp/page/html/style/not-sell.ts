/** Who not to sell to: the figures on one line where there is room. */
export const NOT_SELL = `
.not .number{width:1%}
.not .figure{white-space:nowrap}
.not p{margin-top:.25rem}
.not header p{margin-top:0}
@media screen and (max-width:60rem){.not .figure{white-space:normal}.not .figure>*{white-space:nowrap}}
`;
