import { expect, it } from "vitest";
import { columnsOf } from "../../src/ingest/column.ts";
import { fieldName } from "../../src/ingest/field-name.ts";
import { bareDateGuess, missingDateGuess } from "../../src/ingest/mapping.ts";
import { findMeanings } from "../../src/ingest/meaning.ts";
import { saysLost, saysWon } from "../../src/ingest/outcome-words.ts";
import type { ColumnProfile } from "../../src/ingest/profile.ts";

const NONE = { number: 0, date: 0, email: 0, url: 0, domain: 0, crm_id: 0, phone: 0, damaged_id: 0 };

function columns(...headers: readonly string[]) {
  const profiles = headers.map(
    (header): ColumnProfile => ({
      header,
      rows: 40,
      filled: 40,
      distinct: 30,
      top: [],
      shares: { ...NONE, date: header === "data" ? 0 : 1 },
      averageLength: 10,
      averageWords: 1,
    }),
  );
  return columnsOf(profiles, new Map());
}

const meanings = (...headers: readonly string[]) => findMeanings(columns(...headers), "deals");

it("where no day of creation or close was found, the columns that hold dates are named with what to type", () => {
  const guess = (...headers: readonly string[]) => {
    const all = columns(...headers);
    return missingDateGuess(findMeanings(all, "deals"), all);
  };
  expect(guess("Begin der Sache", "Last modified date")).toMatchObject({
    text: "No column was taken for the day on which a deal was created or closed. Begin der Sache holds dates: name it if it is that day.",
    override: "--map 'Begin der Sache=created_date'",
  });
  expect(guess("Created Date", "Dag A", "Dag B")).toMatchObject({
    text: "No column was taken for the day on which a deal was closed. Dag A, Dag B hold dates: name one if it is that day.",
    override: "--map 'Dag A=close_date'",
  });
  expect(guess("Created Date", "Close Date", "Dag A")).toBeNull();
  expect(guess("data", "Last modified date")).toBeNull();
});

it("dates, amounts and accounts are found under the headers of five more languages", () => {
  const words: Readonly<Record<string, readonly string[]>> = {
    created_date: ["Date de création", "Fecha de creación", "Data de criação", "Data di creazione", "Aanmaakdatum"],
    close_date: ["Date de clôture", "Fecha de cierre", "Data de fechamento", "Data di chiusura", "Sluitingsdatum"],
    account_name: ["Société", "Nombre de la cuenta", "Razão social", "Azienda", "Bedrijfsnaam"],
    deal_amount: ["Montant", "Importe", "Valor do negócio", "Importo", "Bedrag"],
    employees: ["Effectif", "Número de empleados", "Funcionários", "Dipendenti", "Aantal medewerkers"],
    industry: ["Secteur d'activité", "Sector de actividad", "Setor", "Settore", "Bedrijfstak"],
    country: ["Pays", "País", "País", "Paese", "Land"],
    stage: ["Étape", "Etapa de venta", "Etapa", "Fase di vendita", "Verkoopfase"],
    owner: ["Propriétaire", "Propietario", "Responsável", "Proprietario", "Eigenaar"],
  };
  for (const [field, headers] of Object.entries(words))
    for (const header of headers) expect([header, fieldName(header)]).toEqual([header, field]);
  for (const won of ["gagné", "ganada", "ganho", "chiusa vinta", "gewonnen"])
    expect([won, saysWon(won)]).toEqual([won, true]);
  for (const lost of ["perdu", "perdida", "perdido", "chiusa persa", "verloren"])
    expect([lost, saysLost(lost)]).toEqual([lost, true]);
});

it("a date that does not say of what is the close only where nothing else is a date of the deal", () => {
  for (const header of ["Date", "Datum", "Fecha", "DATE"]) {
    expect(meanings(header).closed?.header).toBe(header);
    expect(bareDateGuess(meanings(header))?.override).toBe(`--map '${header}=close_date'`);
  }
  expect(meanings("Date", "Created Date").closed).toBeNull();
  expect(meanings("Date", "Close Date").closed?.header).toBe("Close Date");
  expect(bareDateGuess(meanings("Close Date"))).toBeNull();
  expect(meanings("Date", "Datum").closed).toBeNull();
  expect(meanings("data").closed).toBeNull();
});
