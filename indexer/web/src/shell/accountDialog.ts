/** Opens the choice of an account from anywhere: a form that lacks one asks for it. */
export const accountDialog = { open: () => {} };
