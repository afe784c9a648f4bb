// Icons: lines on a grid of 24, in the colour of the text around them.

const PATHS = {
  overview: "M4 13h7V4H4zM13 20h7V4h-7zM4 20h7v-5H4z",
  trade: "M7 4v15m0 0-3-3m3 3 3-3M17 20V5m0 0-3 3m3-3 3 3",
  hatch:
    "M12 3c3.5 3.8 6 7.5 6 11a6 6 0 0 1-12 0c0-3.5 2.5-7.2 6-11zM6.8 12.5l3 1.5 2-2 2.4 2 2.8-1.5",
  proposals: "M4 20V10m5.3 10V4m5.4 16v-7M20 20V8",
  grants:
    "M3 8c3 0 3-2.5 6-2.5S12 8 15 8s3-2.5 6-2.5M3 13.5c3 0 3-2.5 6-2.5s3 2.5 6 2.5 3-2.5 6-2.5M3 19c3 0 3-2.5 6-2.5S12 19 15 19s3-2.5 6-2.5",
  burns:
    "M12 21c-3.9 0-6.5-2.6-6.5-6.2 0-3 1.9-4.6 3.2-6.5C9.7 6.8 9.9 5 9.6 3c3.5 1.2 5.4 3.9 5.4 6.8 1-.5 1.5-1.3 1.7-2.3 1.2 1.8 1.8 4 1.8 6.3 0 4.4-2.6 7.2-6.5 7.2z",
  holders:
    "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-3.6 2.9-6 6.5-6s6.5 2.4 6.5 6M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14.5c2.2.8 3.5 2.8 3.5 5.5",
  explorer: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 21 21",
  data: "M12 10c4.4 0 8-1.3 8-3s-3.6-3-8-3-8 1.3-8 3 3.6 3 8 3zM4 7v5c0 1.7 3.6 3 8 3s8-1.3 8-3V7M4 12v5c0 1.7 3.6 3 8 3s8-1.3 8-3v-5",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  close: "M6 6l12 12M18 6 6 18",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  check: "M4.5 12.5 10 18 20 6.5",
  warn: "M12 9v4.5m0 3v.01M10.3 4.2 2.7 17.5A2 2 0 0 0 4.4 20.5h15.2a2 2 0 0 0 1.7-3L13.7 4.2a2 2 0 0 0-3.4 0z",
  info: "M12 11v6m0-9.5v.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z",
  wallet:
    "M4 7.5A2.5 2.5 0 0 1 6.5 5H18v3M4 7.5V17a2.5 2.5 0 0 0 2.5 2.5H20V8H6.5A2.5 2.5 0 0 1 4 7.5zM16 14h.01",
  link: "M14 4h6v6M20 4l-9 9M18 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5",
  sliders: "M4 7h9m4 0h3M4 17h3m4 0h9M15 4.5v5M9 14.5v5",
  sun: "M12 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM12 2v2m0 16v2M2 12h2m16 0h2M4.9 4.9l1.4 1.4m11.4 11.4 1.4 1.4M4.9 19.1l1.4-1.4M17.7 6.3l1.4-1.4",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z",
  auto: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 3v18M12 7.5h5M12 12h8.5M12 16.5h6",
  arrow: "M5 12h14m0 0-6-6m6 6-6 6",
  back: "M19 12H5m0 0 6-6m-6 6 6 6",
  down: "M6 9l6 6 6-6",
  download: "M12 4v11m0 0-4.5-4.5M12 15l4.5-4.5M5 20h14",
  plus: "M12 5v14M5 12h14",
  play: "M7 4.5v15l12-7.5z",
  clock: "M12 7v5.5l3.5 2M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z",
  rules: "M5 4h14v16H5zM9 9h6M9 13h6M9 17h3",
  lock: "M7.5 11V8a4.5 4.5 0 0 1 9 0v3M5 11h14v9H5zM12 14.5v2",
  shield: "M12 3 4.5 6v5.5c0 4.5 3 8 7.5 9.5 4.5-1.5 7.5-5 7.5-9.5V6z",
} as const;

/** The name of an icon. */
export type IconName = keyof typeof PATHS;

/** An icon. It says nothing to those who do not see it: the text beside it does. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} strokeWidth={name === "more" ? 3 : undefined} />
    </svg>
  );
}
