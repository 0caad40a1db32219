/** The tools of the map: layer, link, radius, print. */
export const mapTool = {
  mapTool: {
    layer: 'Alerts by commune',
    share: 'Share this view',
    copied: 'Link to this view copied',
    notCopied: 'The browser does not let us copy; copy it from the address bar',
    radius: 'Search around a point',
    print: 'Print the map',
    within: 'Within {{radius}}',
    nothing: 'Nothing lies within this circle.',
    most: 'Only the nearest {{n}} are counted; choose a smaller radius to see all.',
    nearest: 'Only the nearest {{n}} are listed.',
    move: 'Press on the map to move the circle.',
    ramp: 'Open alerts by commune, at {{at}}',
    left: '{{n}} milder alerts show in the group circles only.',
    unknown: 'No devices',
    printed: 'Printed {{at}}',
    kind: { alert: 'Alerts', incident: 'Incidents', other: 'Other' },
  },
}
