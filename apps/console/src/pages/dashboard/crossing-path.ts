/** The figures of a crossing, without its clients. */
export const crossingPath = (api: string): string => `${api}/crossing?limit=0`;
