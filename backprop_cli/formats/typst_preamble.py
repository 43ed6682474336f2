"""The functions of a sheet in Typst: what a head, a part, a row of equations and a table look like.

To change the look of every sheet, change it here; a sheet only calls these functions.
"""

PREAMBLE = r"""#let value(body) = text(fill: rgb("#0b5ea8"), weight: "bold", body)
#let gradient(body) = text(fill: rgb("#b23a0a"), weight: "bold", body)
#let new(body) = text(fill: rgb("#166e37"), weight: "bold", body)
#let blank = box(width: 4em, height: 1em, baseline: 0.2em, stroke: (bottom: 0.5pt))
#let grey = luma(90)

#let sheet(title: "", body) = {
  set document(title: title, date: none)
  set page(paper: "a4", margin: 22mm, footer: context {
    set text(size: 9pt, fill: grey)
    grid(columns: (1fr, auto), title, counter(page).display("1 / 1", both: true))
  })
  set text(font: "New Computer Modern", size: 11pt, lang: "en")
  set par(spacing: 0.9em)
  set math.mat(align: right, row-gap: 0.5em)
  show math.equation: set text(font: "New Computer Modern Math")
  show heading: set block(above: 1.8em, below: 0.9em)
  show heading: set text(size: 13pt)
  body
}

#let dfrac(above, below) = math.display(math.frac(above, below))
#let dcases(..parts) = math.display(math.cases(..parts))

// Mathematics, and what is said in its place.
#let maths(said, body) = math.equation(alt: said, body.body)

// The same with room for its fractions, where a line would let them reach into the next.
#let tall(said, body) = {
  set text(top-edge: "bounds", bottom-edge: "bounds")
  maths(said, body)
}

// A picture: large enough to be read, not wider than the text and not very high.
#let picture(body) = align(center, layout(room => {
  let (width, height) = measure(body)
  let factor = calc.min(125%, room.width / width * 100%, 140mm / height * 100%)
  scale(factor, reflow: true, body)
}))

// The same by its letters is a bound: what is wider becomes smaller.
#let fit(body) = layout(room => {
  let width = measure(body).width
  if width <= room.width { body } else {
    set text(size: 1em * (room.width / width))
    body
  }
})

#let head(name, paragraphs, conventions, fields) = {
  if fields.len() > 0 {
    grid(columns: (auto, 1fr), gutter: 0.9em, ..for (label, text) in fields {
      let rule = line(start: (0pt, 0.8em), length: 60mm, stroke: 0.5pt)
      (strong(label + ":"), if text == "" { rule } else { text })
    })
    v(0.6em)
  }
  show std.title: set text(size: 18pt)
  std.title(name)
  for text in paragraphs { par(std.text(fill: grey, text)) }
  if conventions.len() > 0 { par(conventions.map(box).join(h(1.2em, weak: true))) }
}

#let part(number, name, ..formulas) = {
  heading([#number#h(0.8em)#name])
  if formulas.pos().len() > 0 {
    block(sticky: true, text(fill: grey, formulas.pos().join(h(2em, weak: true))))
  }
}

#let question(number, body, points, room) = block(
  breakable: false, sticky: room == 0, width: 100%, above: 1.6em, {
  grid(columns: (1.6em, 1fr, auto), gutter: 0.4em, strong[#number.], body, points)
  v(room * 1.6em)
})

#let whose(name, ..formulas) = block(sticky: true, name + ": " + formulas.pos().join([, ] + h(0.8em)))

// Equations under each other, aligned where a name ends; each is said by itself and stays whole.
#let equations(..rows) = layout(room => {
  let made = rows.pos().map(((said, name, sides)) => {
    let left = measure(math.equation(block: true, name.body)).width
    let whole = math.equation(block: true, alt: said, name.body + $&$.body + sides.body)
    (left, measure(whole).width - left, whole)
  })
  let left = calc.max(..made.map(one => one.at(0)))
  let right = calc.max(..made.map(one => one.at(1)))
  let indent = calc.max(0pt, (room.width - left - right) / 2)
  show math.equation: set align(start)
  show math.equation: set block(spacing: 0pt)
  for (place, (own, rest, whole)) in made.enumerate() {
    let shift = calc.min(indent + left - own, calc.max(0pt, room.width - own - rest))
    let alone = place == 0 or place == made.len() - 2
    set text(size: 1em * calc.min(1, room.width / (own + rest)))
    block(breakable: false, sticky: alone, spacing: 0.8em, inset: (left: shift), whole)
  }
})

#let room(body, width) = body + h(width)

// The name of rows that stay on one page, and what they sum to.
#let whole(count, name) = table.cell(rowspan: count, breakable: false, align: left + top, name)
#let total(count, before, name, digits) = (
  table.hline(start: count - 1, stroke: 0.4pt),
  table.cell(colspan: before, align: right, name), [=], digits,
)

// A table of numbers; one of few rows stays whole.
#let numbers(alignment, heads, ..cells) = align(center, {
  let count = alignment.len()
  let top = heads.len() > 0
  set block(breakable: cells.pos().len() > 20 * count)
  table(
    columns: count,
    align: (x, y) => (if top and y == 0 { center } else { alignment.at(x) }) + horizon,
    stroke: none,
    inset: (x: 0.45em, y: 0.38em),
    table.hline(stroke: 0.8pt),
    ..if top { (table.header(..heads, table.hline(stroke: 0.5pt)),) },
    ..cells,
    table.hline(stroke: 0.8pt),
  )
})
"""
