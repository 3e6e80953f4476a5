/** Lines within 24 by 24. */
export const shapes = {
  sun: 'M12 4V2m0 20v-2m8-8h2M2 12h2m13.7-5.7 1.4-1.4M4.9 19.1l1.4-1.4m0-11.4L4.9 4.9m14.2 14.2-1.4-1.4M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0Z',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z',
  tenants: 'M4 20V9l8-5 8 5v11M9 20v-6h6v6M3 20h18',
  changes: 'M4 7h12m0 0-3-3m3 3-3 3M20 17H8m0 0 3-3m-3 3 3 3',
  certificates: 'M6 3h12v12H6zM9 7h6m-6 4h6m-5 4v6l2-2 2 2v-6',
  crossing: 'M2 19h20M5 19v-6m7 6V9m7 10v-6M2 14q10-9 20 0',
  computers: 'M3 5h18v11H3zM8 20h8m-4-4v4',
  software: 'M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z',
  clients: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-8 8c1-4 4-6 8-6s7 2 8 6',
  servers: 'M4 4h16v6H4zM4 14h16v6H4zM8 7h.01M8 17h.01',
  frequencies: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-14v5l3 3',
  users:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-6 9c.7-3.500 3-5 6-5s5.300 1.500 6 5m0-16a3.500 3.500 0 0 1 0 7m3 9c-.2-2-.9-3.500-2-4.500',
  roles: 'M12 3l7 3v6c0 4.500-3 7.500-7 9-4-1.500-7-4.500-7-9V6zm-3 9 2 2 4-4',
  keys: 'M14 10a4 4 0 1 0-3.500 4L12 12.500l2 2 2-1v3h3v3h3v-4l-7.500-7',
  audit: 'M6 3h9l4 4v14H6zM9 12h7m-7 4h7m-7-8h3',
  notices: 'M18 15V10a6 6 0 0 0-12 0v5l-2 3h16l-2-3Zm-8 3a2 2 0 0 0 4 0',
  backup: 'M12 3v10m0 0-4-4m4 4 4-4M4 15v5h16v-5',
  about: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-10v6m0-10h.01',
  dashboard: 'M4 20V10m6 10V4m6 16v-7m4 7H2',
} as const;

export type IconName = keyof typeof shapes;
