import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { faultOf } from "../api/fault-error.ts";
import { PageTitle } from "../app/page-title.tsx";
import { buttonClass } from "../components/button.tsx";
import { ErrorState } from "../components/error-state.tsx";
import { Skeleton } from "../components/skeleton.tsx";
import { reportQuery } from "../health/report-query.ts";
import { askedText } from "../health/types.ts";
import { Phrase } from "../page/phrase.tsx";
import { Report } from "../page/report.tsx";

const TO_REPORTS = (
  <Link to="/health" search={{ part: "reports" }} className="text-accent underline underline-offset-4">
    All reports
  </Link>
);

/** A report that was kept, as it was worded. */
export function ReportPage() {
  const { name } = useParams({ from: "/shell/reports/$name" });
  const { data, error, refetch } = useQuery(reportQuery(name));
  if (error !== null)
    return (
      <>
        <PageTitle title="Report" lead={TO_REPORTS} />
        <ErrorState title="The report could not be read" fault={faultOf(error)} onRetry={() => void refetch()} />
      </>
    );
  if (data === undefined)
    return (
      <>
        <PageTitle title="Report" lead={TO_REPORTS} />
        <Skeleton lines={8} title={false} />
      </>
    );
  const address = `/api/reports/${encodeURIComponent(name)}`;
  const { page } = data;
  if (page === undefined)
    return (
      <>
        <PageTitle title="Report" lead={TO_REPORTS} />
        <iframe title={name} src={address} className="h-[75dvh] w-full border border-line bg-[#fff]" />
      </>
    );
  return (
    <>
      <PageTitle
        title={page.kicker}
        lead={
          <>
            {TO_REPORTS} · {page.name} · <Phrase words={page.facts} />
            {askedText(data.asked_by)}
          </>
        }
      >
        <Link to="/meeting/$name" params={{ name }} className={buttonClass()}>
          Show it to a meeting
        </Link>
        <a href={address} target="_blank" rel="noreferrer" className={buttonClass()}>
          To print
        </a>
      </PageTitle>
      <Report report={page} />
    </>
  );
}
