/** The label of the signature by which an answer proves to come from the platform. */
export const PLATFORM_LABEL = 'platform';
