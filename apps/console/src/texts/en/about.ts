export const about = {
  title: 'About',
  says: 'What runs here, and what it stands on.',
  version: 'Version',
  license: 'License',
  apache: 'Apache-2.0',
  api: 'API',
  openApi: 'OpenAPI document',
  libraries: 'Libraries',
  librariesText: 'Each under its own license.',
  noLibraries: 'None.',
};
