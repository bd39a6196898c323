/** What people call companies of a country or region, folded, and the country or region: `German` -> `Germany`. */
export const DEMONYMS: ReadonlyMap<string, string> = new Map(
  [
    "american:us; british:uk; english:uk; scottish:uk; irish:ireland; canadian:canada; mexican:mexico; brazilian:brazil",
    "german:germany; austrian:austria; swiss:switzerland; french:france; belgian:belgium; dutch:netherlands; luxembourgish:luxembourg",
    "spanish:spain; portuguese:portugal; italian:italy; greek:greece; maltese:malta; turkish:turkey",
    "danish:denmark; swedish:sweden; norwegian:norway; finnish:finland; icelandic:iceland; estonian:estonia; latvian:latvia; lithuanian:lithuania",
    "polish:poland; czech:czechia; slovak:slovakia; hungarian:hungary; romanian:romania; bulgarian:bulgaria; croatian:croatia; slovenian:slovenia; ukrainian:ukraine",
    "israeli:israel; emirati:uae; saudi:saudi arabia; egyptian:egypt; south african:south africa; nigerian:nigeria; kenyan:kenya",
    "indian:india; chinese:china; japanese:japan; korean:south korea; taiwanese:taiwan; singaporean:singapore; indonesian:indonesia; malaysian:malaysia; thai:thailand; vietnamese:vietnam; filipino:philippines",
    "australian:australia; argentinian:argentina; chilean:chile; colombian:colombia",
    "nordic:nordics; scandinavian:nordics; european:europe; asian:asia; african:africa",
  ]
    .flatMap((line) => line.split("; "))
    .map((pair) => pair.split(":") as [string, string]),
);
