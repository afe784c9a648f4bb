// Who holds the token, and how evenly.

import { useCommons, usePages, useRows } from "../api/hooks";
import type { Concentration, Holder, Page } from "../api/types";
import { share } from "../lib/amounts";
import { date, secondsOf } from "../lib/time";
import { Account, Ago, Amount } from "../ui/Amount";
import { Bar, Card, Empty, Loaded, PageHead, Tile } from "../ui/parts";
import { VirtualTable } from "../ui/VirtualTable";
import { ShareCurve } from "./holders/ShareCurve";

const rowsOf = (page: Page<Holder>) => page.rows;
const PARAMS = { limit: 500 };

/** The page. */
export function Holders() {
  const { token } = useCommons();
  const holders = usePages("/v1/holders", PARAMS, rowsOf);
  return (
    <>
      <PageHead title="Holders">
        Who holds {token.symbol} at the last block, the largest first. Staked tokens and those that
        still vest are held as well.
      </PageHead>
      <div className="stack">
        <Evenness />
        <Loaded query={holders} lines={8}>
          {(rows) =>
            rows.length === 0 ? (
              <Card>
                <Empty icon="holders" title="Nobody holds any yet" />
              </Card>
            ) : (
              <>
                <Card
                  title="How many hold how much"
                  tip={`The share of all ${token.symbol} that the largest holders have together. The straighter the line, the more evenly it is held.`}
                >
                  <ShareCurve shares={rows.map((row) => Number(row.share))} />
                </Card>
                <section className="card flush">
                  <VirtualTable
                    label="Holders"
                    columns={COLUMNS}
                    rows={rows}
                    rowKey={(row) => row.account}
                    estimate={52}
                    onEnd={holders.more}
                    end={holders.hasMore ? "Loading more…" : undefined}
                    cells={(row, index) => [
                      <span key="rank" className="soft">
                        {(index + 1).toLocaleString("en")}
                      </span>,
                      <Account key="account" of={row.account} />,
                      <Amount key="amount" of={row.amount} unit={token} bare />,
                      <span key="share">
                        <Bar
                          share={Number(row.share)}
                          tone="supply"
                          label={`Share: ${share(Number(row.share))}`}
                        />
                        <small>{share(Number(row.share))}</small>
                      </span>,
                      <span key="first">{date(secondsOf(row.first_seen))}</span>,
                      <Ago key="last" at={secondsOf(row.last_seen)} />,
                    ]}
                  />
                </section>
              </>
            )
          }
        </Loaded>
      </div>
    </>
  );
}

const COLUMNS = [
  { name: "#", width: "3rem" },
  { name: "Account", width: "minmax(9rem, 1.2fr)" },
  { name: "Held", width: "minmax(6rem, 1fr)", number: true },
  { name: "Share", width: "minmax(8rem, 1.3fr)", wide: true },
  { name: "First held", width: "8rem", wide: true },
  { name: "Last changed", width: "7rem", wide: true, number: true },
] as const;

function Evenness() {
  const row = useRows<Concentration>("concentration").data?.rows[0];
  const part = (value: string | null | undefined) => (value == null ? "–" : share(Number(value)));
  return (
    <dl className="tiles">
      <Tile
        label="Holders"
        tone="supply"
        tip="Accounts that hold some now."
        value={row ? row.holders.toLocaleString("en") : "–"}
      />
      <Tile
        label="Largest holder"
        tip="What the largest holder has of all there is."
        value={part(row?.top_1)}
        note="of the supply"
      />
      <Tile
        label="Ten largest"
        tip="What the ten largest holders have together."
        value={part(row?.top_10)}
        note="of the supply"
      />
      <Tile
        label="Gini coefficient"
        tip="How unevenly it is held: 0 if all hold the same, next to 1 if one holds all."
        value={row?.gini == null ? "–" : Number(row.gini).toFixed(2)}
        note="0 is even, 1 is all in one hand"
      />
      <Tile
        label="As if equal holders"
        tip="So many holders of equal size would be concentrated as much: one divided by the Herfindahl index, the sum of the squares of all shares."
        value={row?.herfindahl ? (1 / Number(row.herfindahl)).toFixed(1) : "–"}
        note="by the Herfindahl index"
      />
    </dl>
  );
}
