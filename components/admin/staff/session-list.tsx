import type { ReactNode } from "react";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { agentWords } from "./agent-words";

type Session = {
  id: string;
  agent: string | null;
  address: string | null;
  createdAt: Date;
  lastSeenAt: Date;
};
type Props = {
  sessions: readonly Session[];
  /** The one that looks at this page. */
  here?: string | null;
  timeZone: string;
  /** What can be done about one. */
  actions?: (session: Session) => ReactNode;
};

/** Where somebody is signed in, latest first. */
export function SessionList({ sessions, here, timeZone, actions }: Props) {
  if (sessions.length === 0) return <p className="py-4 text-sm text-muted">Signed in nowhere.</p>;
  return (
    <ul className="divide-y divide-line">
      {sessions.map((session) => (
        <li key={session.id} className="flex flex-wrap items-center gap-x-6 gap-y-1 py-3 text-sm">
          <div className="min-w-0 flex-1">
            <p className="flex flex-wrap items-center gap-2 font-medium">
              {agentWords(session.agent)}
              {session.id === here && <Status tone="positive">This browser</Status>}
            </p>
            <p className="text-muted">
              Since <Time at={session.createdAt} timeZone={timeZone} />, last seen{" "}
              <Time at={session.lastSeenAt} timeZone={timeZone} />
              {session.address ? ` from ${session.address}` : ""}
            </p>
          </div>
          {session.id !== here && actions?.(session)}
        </li>
      ))}
    </ul>
  );
}
