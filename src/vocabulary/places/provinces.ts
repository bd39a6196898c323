/** Parts of countries that are written after a city without the country (`Munich, Bavaria`); each in one country only. */
export const PROVINCES = `
DE: bavaria; bayern; baden-württemberg; baden-wuerttemberg; hesse; hessen; saxony; sachsen; lower saxony; niedersachsen; saxony-anhalt; sachsen-anhalt; thuringia; thüringen; rhineland-palatinate; rheinland-pfalz; north rhine-westphalia; nordrhein-westfalen; nrw; schleswig-holstein; mecklenburg-vorpommern; brandenburg; saarland
FR: île-de-france; auvergne-rhône-alpes; rhône-alpes; provence-alpes-côte d'azur; occitanie; nouvelle-aquitaine; hauts-de-france; grand est; pays de la loire; bretagne; brittany; normandie; normandy; bourgogne-franche-comté; centre-val de loire
ES: catalonia; cataluña; catalunya; community of madrid; comunidad de madrid; andalusia; andalucía; basque country; país vasco; valencian community; comunidad valenciana; aragon; aragón
IT: lombardy; lombardia; piedmont; piemonte; lazio; latium; emilia-romagna; tuscany; toscana; veneto; campania; liguria
GB: greater london; greater manchester; west midlands; west yorkshire; south yorkshire; merseyside
NL: north holland; noord-holland; south holland; zuid-holland; noord-brabant; north brabant; gelderland
IN: karnataka; maharashtra; tamil nadu; telangana; haryana; uttar pradesh; gujarat; kerala; west bengal
BR: minas gerais; rio grande do sul; santa catarina; paraná
CN: guangdong; zhejiang; jiangsu; sichuan; hubei
`;
