/** The base map: where it is from, and what is wrong with it. */
export const mapBase = {
  mapBase: {
    /** On one line under the map, before the publisher of the boundaries, who is named in full where there is room. */
    attribution: '© OpenStreetMap contributors (ODbL) · Natural Earth',
    boundaries: 'Boundaries: Vietnam Natural Resources, Environment and Cartography Publishing House, for reference',
    boundariesShort: 'Vietnam Cartography House',
    missing: 'The base map cannot be read: only boundaries are drawn.',
    broken: 'A part of the base map cannot be read.',
  },
}
