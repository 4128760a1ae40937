/** Our own line icons, 24 × 24, drawn with the colour of the text. An icon never stands alone: words say what it is. */
const paths = {
  watch: 'M12 5a7 7 0 0 1 7 7M12 5a7 7 0 0 0-7 7M12 9.500a2.500 2.500 0 1 1 0 5 2.500 2.500 0 0 1 0-5M3 19h18',
  warning: 'M12 4 3 19h18zM12 10v4M12 16.500v.5',
  incident: 'M12 3v18M3 12h18M7 7l10 10M17 7 7 17',
  home: 'M4 11 12 4l8 7M6 10v9h12v-9M10 19v-5h4v5',
  evacuate: 'M13 5.500a1.500 1.500 0 1 0 0-.01M10 21l2-6-3-3 2-4 3 2 3 1M12 15l3 2v4M4 13h4M3 17h4',
  resource: 'M4 8l8-4 8 4-8 4zM4 8v8l8 4 8-4V8M12 12v8',
  task: 'M4 5h16v14H4zM8 12l3 3 5-6',
  report: 'M6 3h9l4 4v14H6zM14 3v5h5M9 12h7M9 16h7',
  plan: 'M5 4h11a3 3 0 0 1 3 3v13H8a3 3 0 0 1-3-3zM9 9h6M9 13h6',
  document: 'M7 3h10v18H7zM10 8h4M10 12h4M10 16h4',
  reading: 'M3 17c3 0 3-3 6-3s3 3 6 3 3-3 6-3M12 3s4 4.500 4 7a4 4 0 0 1-8 0c0-2.500 4-7 4-7',
  bulletin: 'M4 10v4l10 5V5zM14 9a3 3 0 0 1 0 6M6 14l1 6h3l-1-5',
  exercise: 'M6 3v18M6 4h12l-3 4 3 4H6',
  scenario: 'M5 5h6v5H5zM13 14h6v5h-6zM8 10v6h5M14 5h5v4h-5z',
  unit: 'M4 20h16M6 20V8l6-4 6 4v12M10 12h4M10 16h4',
  people:
    'M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7M3 20c0-4 3-6 6-6s6 2 6 6M16 4.500a3 3 0 0 1 0 6M17 14c2.500.5 4 2.500 4 6',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4 21c0-4.500 3.500-7 8-7s8 2.500 8 7',
  inbox: 'M4 13l3-8h10l3 8v6H4zM4 13h5l1 2h4l1-2h5',
  shield: 'M12 3l7 3v6c0 4-3 7-7 9-4-2-7-5-7-9V6zM9 12l2 2 4-4',
  grid: 'M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z',
  gauge: 'M4 17a8 8 0 1 1 16 0M12 17l4-6M3 20h18',
  law: 'M12 4v16M8 20h8M5 7h14M5 7l-3 6a3 3 0 0 0 6 0zM19 7l-3 6a3 3 0 0 0 6 0z',
  template: 'M6 3h9l4 4v14H6zM14 3v5h5M9 11.500l1.500 5.500 2-4 2 4 1.500-5.500',
  loss: 'M4 11 12 4l8 7M6 10v9h12v-9M13 8l-3 4h4l-3 4',
  outlook: 'M4 4v16h16M7 15l4-4 3 2 5-6M15 7h4v4',
  register: 'M4 5c3-1 6-1 8 1 2-2 5-2 8-1v14c-3-1-6-1-8 1-2-2-5-2-8-1zM12 6v14',
  admin:
    'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6M12 3v3M12 18v3M3 12h3M18 12h3M5.600 5.600l2.200 2.200M16.200 16.200l2.200 2.200M5.600 18.400l2.200-2.200M16.200 7.800l2.200-2.200',
  message: 'M4 5h16v12H9l-5 4zM8 9h8M8 13h5',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  back: 'M15 5l-7 7 7 7',
  next: 'M9 5l7 7-7 7',
  unfolded: 'M5 9l7 7 7-7',
  close: 'M6 6l12 12M18 6 6 18',
  search: 'M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13M15.500 15.500 20 20',
  up: 'M12 20V5M6 11l6-6 6 6',
  down: 'M12 4v15M6 13l6 6 6-6',
  steady: 'M4 12h15M13 6l6 6-6 6',
  day: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M5 19l2-2M17 7l2-2',
  night: 'M20 14.500A8.500 8.500 0 0 1 9.500 4a8.500 8.500 0 1 0 10.500 10.500',
  leave: 'M10 4H5v16h5M14 8l4 4-4 4M18 12H9',
  print: 'M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7z',
  download: 'M12 4v11M7 11l5 5 5-5M5 20h14',
  upload: 'M12 16V5M7 9l5-5 5 5M5 20h14',
  clock: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M12 8v4l3 2',
  phone: 'M6 3h4l2 5-2.500 1.500a11 11 0 0 0 5 5L16 12l5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 4 5a2 2 0 0 1 2-2',
  camera: 'M4 8h4l2-3h4l2 3h4v11H4zM12 10a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7',
  check: 'M5 12.500l5 5L19 7',
  plus: 'M12 5v14M5 12h14',
  map: 'M9 5 3 7v13l6-2 6 2 6-2V5l-6 2zM9 5v13M15 7v13',
  edit: 'M4 20l1-4L16 5l3 3L8 19zM14 7l3 3',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01',
} as const
export type IconName = keyof typeof paths

/** `size` in pixels. Hidden from screen readers: the words beside it are read. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      className="icon"
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
      <path d={paths[name]} />
    </svg>
  )
}
