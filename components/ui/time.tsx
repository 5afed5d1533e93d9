import { exactTimeWords, type Place, relativeTimeWords, type TimeStyle, timeWords } from "./time-words";

type Props = Place & {
  at: Date | string;
  style?: TimeStyle | undefined;
  /** With it the text is relative to then: "12 minutes ago". */
  now?: Date | undefined;
  className?: string | undefined;
};

/** A moment. The exact time with its zone is always in the title. */
export function Time({ at, style = "datetime", now, locale, timeZone, className }: Props) {
  const date = typeof at === "string" ? new Date(at) : at;
  const place = { locale, timeZone };
  return (
    <time dateTime={date.toISOString()} title={exactTimeWords(date, place)} className={className}>
      {now ? relativeTimeWords(date, now, locale) : timeWords(date, style, place)}
    </time>
  );
}
