import { type Column, toCsv } from "./csv.ts";
import { isoDate } from "./dates.ts";
import type { OpportunityRecord } from "./opportunity-records.ts";
import { salesforceId } from "./salesforce-id.ts";

/** A change of one field of an opportunity. */
interface Change {
  readonly record: OpportunityRecord;
  readonly field: string;
  readonly day: number;
  readonly value: string;
}

/** Shares of the time from creation to close after which the handover fills its fields. */
const WHEN = { contractTier: 0.8, handoverScore: 0.95 } as const;

/** What Salesforce keeps of two tracked fields that are filled in as a deal comes to its end: OpportunityFieldHistory. */
export function opportunityHistoryCsv(records: readonly OpportunityRecord[]): string {
  const once = [...new Map(records.map((record) => [record.id, record])).values()];
  const changes = once
    .filter(({ created, closed }) => created < closed)
    .flatMap((record): Change[] => {
      const day = (share: number): number => record.created + Math.ceil(share * (record.closed - record.created));
      return [
        { record, field: "Contract_Tier__c", day: day(WHEN.contractTier), value: record.contractTier },
        { record, field: "Handover_Score__c", day: day(WHEN.handoverScore), value: record.handoverScore },
      ];
    })
    .filter(({ value }) => value !== "");
  const ids = new Map(changes.map((change, i) => [change, salesforceId("history", i)]));
  const columns: readonly Column<Change>[] = [
    { header: "Id", cell: (change) => ids.get(change)! },
    { header: "OpportunityId", cell: ({ record }) => record.id },
    { header: "Field", cell: ({ field }) => field },
    { header: "CreatedDate", cell: ({ day }) => `${isoDate(day)}T10:00:00.000+0000` },
    { header: "OldValue", cell: () => "" },
    { header: "NewValue", cell: ({ value }) => value },
  ];
  return toCsv(columns, changes);
}
