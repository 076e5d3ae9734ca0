/** Steps of Adam that the supervised net is taught with. */
export const steps = 500;
