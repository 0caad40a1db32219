/** The base map: where it is from, and what is wrong with it. */
export const mapBase = {
  mapBase: {
    attribution:
      '© OpenStreetMap contributors (ODbL) · Natural Earth · Boundaries: Vietnam Natural Resources, Environment and Cartography Publishing House, for reference',
    missing: 'The base map cannot be read: only boundaries are drawn.',
    broken: 'A part of the base map cannot be read.',
  },
}
