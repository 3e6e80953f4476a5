export const secondFactorOffer = {
  title: 'A password alone protects all of this',
  text: 'An admin may do everything here. With a code of an authenticator app beside it, a password that leaks opens nothing.',
  toAccount: 'Set up a second factor',
  later: 'Later',
};
