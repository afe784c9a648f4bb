// Services, by what was burnt for them.

import { useCommons } from "../../api/hooks";
import { share } from "../../lib/amounts";
import { webLink } from "../../lib/link";
import { Account, Amount } from "../../ui/Amount";
import { Bar, Card, Empty, Skeleton, TableScroll } from "../../ui/parts";
import { Text } from "../../ui/Text";
import type { Used } from "../Burns";
import { RegisterService } from "./RegisterService";

/** The table. */
export function ServiceTable({ used }: { used: readonly Used[] | undefined }) {
  const { token } = useCommons();
  const all = used?.reduce((sum, { burnt }) => sum + burnt, 0n) ?? 0n;
  const part = (burnt: bigint) => (all > 0n ? Number(burnt) / Number(all) : 0);
  return (
    <Card flush title="By service" aside={<RegisterService />}>
      {!used ? (
        <Skeleton />
      ) : used.length === 0 ? (
        <Empty icon="burns" title="No services yet">
          Anybody can register one.
        </Empty>
      ) : (
        <TableScroll label="Burns by service">
          <table>
            <thead>
              <tr>
                <th scope="col">Service</th>
                <th scope="col" className="number">
                  Burnt, {token.symbol}
                </th>
                <th scope="col" className="number">
                  Burns
                </th>
                <th scope="col" className="hide-phone">
                  Share
                </th>
              </tr>
            </thead>
            <tbody>
              {used.map((one) => {
                const link = webLink(one.link);
                return (
                  <tr key={one.id}>
                    <td>
                      <strong className="service-name">
                        <Text of={one.name} />
                      </strong>
                      <small className="row tight">
                        {one.id > 0 && <span>#{one.id}</span>}
                        {link && (
                          <a href={link.href} target="_blank" rel="noopener noreferrer nofollow">
                            <Text of={link.host} />
                          </a>
                        )}
                        {one.owner && <Account of={one.owner} />}
                      </small>
                    </td>
                    <td className="number">
                      <Amount of={one.burnt} unit={token} bare />
                    </td>
                    <td className="number">{one.burns.toLocaleString("en")}</td>
                    <td className="hide-phone share-cell">
                      <Bar
                        share={part(one.burnt)}
                        tone="burn"
                        label={`Share of all burns: ${share(part(one.burnt))}`}
                      />
                      <small>{share(part(one.burnt))}</small>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </TableScroll>
      )}
    </Card>
  );
}
