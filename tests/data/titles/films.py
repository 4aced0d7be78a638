"""A small catalogue of real films for the title engine's tests: same-named ones, numbers, scripts, common words."""

from __future__ import annotations

from dataclasses import dataclass

# title | year | popularity | alternative titles ; ... | directors ; ... | cast ; ...
_LINES = """
Ballerina | 2006 | 0.52 | | Bertrand Norman |
Ballerina | 2016 | 0.70 | Leap! | Éric Summer ; Éric Warin | Elle Fanning
Ballerina | 2023 | 0.78 | 발레리나 ; Ballelina | Lee Chung-hyun | Jeon Jong-seo ; Kim Ji-hoon
Ballerina | 2025 | 0.93 | From the World of John Wick: Ballerina | Len Wiseman | Ana de Armas ; Keanu Reeves
Dune | 1984 | 0.84 | | David Lynch | Kyle MacLachlan ; Sting
Dune | 2021 | 1.0 | Dune: Part One | Denis Villeneuve | Timothée Chalamet ; Zendaya
Dune: Part Two | 2024 | 1.0 | Dune 2 | Denis Villeneuve | Timothée Chalamet ; Zendaya
Nobody | 2021 | 0.92 | | Ilya Naishuller | Bob Odenkirk
Nobody 2 | 2025 | 0.8 | | Timo Tjahjanto | Bob Odenkirk
It | 2017 | 0.98 | It: Chapter One | Andy Muschietti | Bill Skarsgård
It Chapter Two | 2019 | 0.93 | | Andy Muschietti | Bill Skarsgård ; Jessica Chastain
Her | 2013 | 0.97 | | Spike Jonze | Joaquin Phoenix ; Scarlett Johansson
Up | 2009 | 1.0 | | Pete Docter | Ed Asner
Us | 2019 | 0.95 | | Jordan Peele | Lupita Nyong'o
Get Out | 2017 | 0.99 | | Jordan Peele | Daniel Kaluuya
Nope | 2022 | 0.93 | | Jordan Peele | Keke Palmer
The Northman | 2022 | 0.93 | | Robert Eggers | Alexander Skarsgård
The Lighthouse | 2019 | 0.94 | | Robert Eggers | Willem Dafoe ; Robert Pattinson
The Lighthouse | 2016 | 0.55 | | Chris Crow | Michael Jibson
The Witch | 2015 | 0.94 | The VVitch: A New-England Folktale | Robert Eggers | Anya Taylor-Joy
Spider-Man | 2002 | 0.99 | | Sam Raimi | Tobey Maguire ; Kirsten Dunst
Spider-Man 2 | 2004 | 0.98 | | Sam Raimi | Tobey Maguire
Spider-Man: Into the Spider-Verse | 2018 | 1.0 | | Bob Persichetti | Shameik Moore
Spider-Man: Across the Spider-Verse | 2023 | 1.0 | | Joaquim Dos Santos | Shameik Moore
Spider-Man: No Way Home | 2021 | 1.0 | | Jon Watts | Tom Holland ; Zendaya
Amélie | 2001 | 0.98 | Le fabuleux destin d'Amélie Poulain | Jean-Pierre Jeunet | Audrey Tautou
Léon: The Professional | 1994 | 1.0 | Léon ; The Professional | Luc Besson | Jean Reno ; Natalie Portman
Parasite | 2019 | 1.0 | 기생충 ; Gisaengchung | Bong Joon-ho | Song Kang-ho
Oldboy | 2003 | 0.96 | 올드보이 ; Oldeuboi | Park Chan-wook | Choi Min-sik
Oldboy | 2013 | 0.74 | | Spike Lee | Josh Brolin
Spirited Away | 2001 | 1.0 | 千と千尋の神隠し ; Sen to Chihiro no kamikakushi | Hayao Miyazaki |
Princess Mononoke | 1997 | 0.99 | もののけ姫 ; Mononoke-hime | Hayao Miyazaki |
Your Name. | 2016 | 0.97 | 君の名は。 ; Kimi no na wa. | Makoto Shinkai |
Seven Samurai | 1954 | 0.97 | 七人の侍 ; Shichinin no samurai | Akira Kurosawa | Toshirō Mifune
Solaris | 1972 | 0.9 | Солярис ; Solyaris | Andrei Tarkovsky |
Stalker | 1979 | 0.93 | Сталкер | Andrei Tarkovsky |
Das Boot | 1981 | 0.93 | The Boat | Wolfgang Petersen | Jürgen Prochnow
Das Leben der Anderen | 2006 | 0.95 | The Lives of Others | Florian Henckel von Donnersmarck |
Pan's Labyrinth | 2006 | 0.96 | El laberinto del fauno | Guillermo del Toro |
The Shape of Water | 2017 | 0.93 | | Guillermo del Toro | Sally Hawkins
Rocky | 1976 | 0.97 | | John G. Avildsen | Sylvester Stallone
Rocky II | 1979 | 0.86 | | Sylvester Stallone | Sylvester Stallone
Rocky III | 1982 | 0.85 | | Sylvester Stallone | Sylvester Stallone ; Mr. T
Rocky IV | 1985 | 0.87 | | Sylvester Stallone | Dolph Lundgren
Seven | 1995 | 1.0 | Se7en | David Fincher | Brad Pitt ; Morgan Freeman
Fight Club | 1999 | 1.0 | | David Fincher | Brad Pitt ; Edward Norton
Zodiac | 2007 | 0.95 | | David Fincher | Jake Gyllenhaal
Ocean's Eleven | 2001 | 0.97 | | Steven Soderbergh | George Clooney ; Brad Pitt
Ocean's Eleven | 1960 | 0.66 | Ocean's 11 | Lewis Milestone | Frank Sinatra
Ocean's Twelve | 2004 | 0.87 | | Steven Soderbergh | George Clooney
12 Angry Men | 1957 | 0.99 | Twelve Angry Men | Sidney Lumet | Henry Fonda
12 Monkeys | 1995 | 0.96 | Twelve Monkeys | Terry Gilliam | Bruce Willis
The Lord of the Rings: The Fellowship of the Ring | 2001 | 1.0 | | Peter Jackson | Elijah Wood ; Ian McKellen
The Lord of the Rings: The Two Towers | 2002 | 1.0 | | Peter Jackson | Elijah Wood
The Lord of the Rings: The Return of the King | 2003 | 1.0 | | Peter Jackson | Elijah Wood
Harry Potter and the Sorcerer's Stone | 2001 | 1.0 | Harry Potter and the Philosopher's Stone | Chris Columbus |
Harry Potter and the Chamber of Secrets | 2002 | 0.98 | | Chris Columbus | Daniel Radcliffe
Harry Potter and the Prisoner of Azkaban | 2004 | 0.99 | | Alfonso Cuarón | Daniel Radcliffe
The Terminator | 1984 | 0.99 | | James Cameron | Arnold Schwarzenegger ; Linda Hamilton
Terminator 2: Judgment Day | 1991 | 1.0 | | James Cameron | Arnold Schwarzenegger
Terminator Salvation | 2009 | 0.82 | | McG | Christian Bale
Alien | 1979 | 1.0 | | Ridley Scott | Sigourney Weaver
Aliens | 1986 | 0.99 | | James Cameron | Sigourney Weaver
Alien 3 | 1992 | 0.85 | Alien³ | David Fincher | Sigourney Weaver
Blade Runner | 1982 | 1.0 | | Ridley Scott | Harrison Ford
Blade Runner 2049 | 2017 | 0.97 | | Denis Villeneuve | Ryan Gosling
Star Wars: Episode IV - A New Hope | 1977 | 1.0 | Star Wars | George Lucas | Mark Hamill
Star Wars: Episode V - The Empire Strikes Back | 1980 | 1.0 | The Empire Strikes Back | Irvin Kershner | Mark Hamill
The Good, the Bad and the Ugly | 1966 | 1.0 | Il buono, il brutto, il cattivo | Sergio Leone | Clint Eastwood
Once Upon a Time in the West | 1968 | 0.95 | C'era una volta il West | Sergio Leone | Henry Fonda
Once Upon a Time... in Hollywood | 2019 | 0.97 | | Quentin Tarantino | Leonardo DiCaprio ; Brad Pitt
Inglourious Basterds | 2009 | 1.0 | | Quentin Tarantino | Brad Pitt
Kill Bill: Vol. 1 | 2003 | 1.0 | | Quentin Tarantino | Uma Thurman
Kill Bill: Vol. 2 | 2004 | 0.98 | | Quentin Tarantino | Uma Thurman
Pulp Fiction | 1994 | 1.0 | | Quentin Tarantino | John Travolta
Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb | 1964 | 0.98 | | Stanley Kubrick |
2001: A Space Odyssey | 1968 | 0.99 | | Stanley Kubrick | Keir Dullea
The Shining | 1980 | 1.0 | | Stanley Kubrick | Jack Nicholson
1917 | 2019 | 0.95 | | Sam Mendes | George MacKay
2012 | 2009 | 0.85 | | Roland Emmerich | John Cusack
300 | 2006 | 0.94 | | Zack Snyder | Gerard Butler
The Batman | 2022 | 0.98 | | Matt Reeves | Robert Pattinson
Batman | 1989 | 0.97 | | Tim Burton | Michael Keaton
Batman Begins | 2005 | 1.0 | | Christopher Nolan | Christian Bale
The Dark Knight | 2008 | 1.0 | | Christopher Nolan | Christian Bale ; Heath Ledger
The Dark Knight Rises | 2012 | 1.0 | | Christopher Nolan | Christian Bale
Inception | 2010 | 1.0 | | Christopher Nolan | Leonardo DiCaprio
Interstellar | 2014 | 1.0 | | Christopher Nolan | Matthew McConaughey
Tenet | 2020 | 0.95 | | Christopher Nolan | John David Washington
Oppenheimer | 2023 | 1.0 | | Christopher Nolan | Cillian Murphy
Barbie | 2023 | 1.0 | | Greta Gerwig | Margot Robbie
Lady Bird | 2017 | 0.94 | | Greta Gerwig | Saoirse Ronan
Little Women | 2019 | 0.95 | | Greta Gerwig | Saoirse Ronan
Little Women | 1994 | 0.84 | | Gillian Armstrong | Winona Ryder
Everything Everywhere All at Once | 2022 | 1.0 | | Daniel Kwan ; Daniel Scheinert | Michelle Yeoh
The Matrix | 1999 | 1.0 | | Lana Wachowski ; Lilly Wachowski | Keanu Reeves
John Wick | 2014 | 0.98 | | Chad Stahelski | Keanu Reeves
John Wick: Chapter 2 | 2017 | 0.97 | | Chad Stahelski | Keanu Reeves
Mad Max: Fury Road | 2015 | 1.0 | | George Miller | Tom Hardy ; Charlize Theron
Mad Max | 1979 | 0.9 | | George Miller | Mel Gibson
Eternal Sunshine of the Spotless Mind | 2004 | 1.0 | | Michel Gondry | Jim Carrey ; Kate Winslet
The Truman Show | 1998 | 1.0 | | Peter Weir | Jim Carrey
Se, jie | 2007 | 0.8 | Lust, Caution ; 色，戒 | Ang Lee | Tang Wei
Brokeback Mountain | 2005 | 0.94 | | Ang Lee | Heath Ledger ; Jake Gyllenhaal
Les Misérables | 2012 | 0.86 | | Tom Hooper | Hugh Jackman
Les Misérables | 1998 | 0.67 | | Bille August | Liam Neeson
La La Land | 2016 | 0.97 | | Damien Chazelle | Ryan Gosling ; Emma Stone
Whiplash | 2014 | 1.0 | | Damien Chazelle | Miles Teller
L'avventura | 1960 | 0.8 | The Adventure | Michelangelo Antonioni | Monica Vitti
La dolce vita | 1960 | 0.88 | | Federico Fellini | Marcello Mastroianni
8½ | 1963 | 0.9 | 8 1/2 ; Otto e mezzo | Federico Fellini | Marcello Mastroianni
M | 1931 | 0.92 | | Fritz Lang | Peter Lorre
Z | 1969 | 0.76 | | Costa-Gavras | Yves Montand
WALL·E | 2008 | 1.0 | | Andrew Stanton | Ben Burtt
E.T. the Extra-Terrestrial | 1982 | 1.0 | | Steven Spielberg | Henry Thomas
Jaws | 1975 | 0.99 | | Steven Spielberg | Roy Scheider
Jurassic Park | 1993 | 1.0 | | Steven Spielberg | Sam Neill
Cast Away | 2000 | 0.97 | | Robert Zemeckis | Tom Hanks
Forrest Gump | 1994 | 1.0 | | Robert Zemeckis | Tom Hanks
The Man from U.N.C.L.E. | 2015 | 0.89 | | Guy Ritchie | Henry Cavill
Lock, Stock and Two Smoking Barrels | 1998 | 0.93 | | Guy Ritchie | Jason Statham
Portrait of a Lady on Fire | 2019 | 0.9 | Portrait de la jeune fille en feu | Céline Sciamma | Adèle Haenel
Moonlight | 2016 | 0.93 | | Barry Jenkins | Mahershala Ali
Moonrise Kingdom | 2012 | 0.95 | | Wes Anderson | Bruce Willis
The Grand Budapest Hotel | 2014 | 1.0 | | Wes Anderson | Ralph Fiennes
The Royal Tenenbaums | 2001 | 0.95 | | Wes Anderson | Gene Hackman
The Player | 1992 | 0.82 | | Robert Altman | Tim Robbins
The Thing | 1982 | 0.99 | | John Carpenter | Kurt Russell
The Thing | 2011 | 0.82 | | Matthijs van Heijningen Jr. | Mary Elizabeth Winstead
28 Days | 2000 | 0.75 | | Betty Thomas | Sandra Bullock
Halloween | 1978 | 0.97 | | John Carpenter | Jamie Lee Curtis
Halloween | 2018 | 0.93 | | David Gordon Green | Jamie Lee Curtis
Ghostbusters | 1984 | 1.0 | Ghost Busters | Ivan Reitman | Bill Murray
Groundhog Day | 1993 | 1.0 | | Harold Ramis | Bill Murray
Lost in Translation | 2003 | 1.0 | | Sofia Coppola | Bill Murray ; Scarlett Johansson
Romeo + Juliet | 1996 | 0.93 | William Shakespeare's Romeo + Juliet | Baz Luhrmann | Leonardo DiCaprio
Fast & Furious | 2009 | 0.87 | | Justin Lin | Vin Diesel
2 Fast 2 Furious | 2003 | 0.88 | | John Singleton | Paul Walker
Hot Fuzz | 2007 | 0.98 | | Edgar Wright | Simon Pegg
Shaun of the Dead | 2004 | 0.98 | | Edgar Wright | Simon Pegg
Wreck-It Ralph | 2012 | 0.95 | | Rich Moore | John C. Reilly
The Silence of the Lambs | 1991 | 1.0 | | Jonathan Demme | Jodie Foster ; Anthony Hopkins
Crouching Tiger, Hidden Dragon | 2000 | 0.97 | 臥虎藏龍 ; Wo hu cang long | Ang Lee | Michelle Yeoh
Mission: Impossible - Fallout | 2018 | 0.95 | | Christopher McQuarrie | Tom Cruise
Top Gun | 1986 | 0.96 | | Tony Scott | Tom Cruise
Top Gun: Maverick | 2022 | 1.0 | | Joseph Kosinski | Tom Cruise
Speed | 1994 | 0.94 | | Jan de Bont | Keanu Reeves ; Sandra Bullock
Love | 2015 | 0.78 | | Gaspar Noé |
Yesterday | 2019 | 0.87 | | Danny Boyle | Himesh Patel
Tomorrowland | 2015 | 0.84 | | Brad Bird | George Clooney
Coco | 2017 | 0.97 | | Lee Unkrich | Anthony Gonzalez
X | 2022 | 0.91 | | Ti West | Mia Goth
Pearl | 2022 | 0.9 | | Ti West | Mia Goth
"""


@dataclass(frozen=True)
class Film:
    """What the index reads from a film."""

    id: int
    title: str
    year: int | None = None
    alt: tuple[str, ...] = ()
    directors: tuple[str, ...] = ()
    cast: tuple[str, ...] = ()
    popularity: float | None = None


def _many(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(" ; ") if part.strip())


def _film(number: int, line: str) -> Film:
    title, year, popularity, alt, directors, cast = (part.strip() for part in (line + " ").split(" |"))
    return Film(number, title, int(year), _many(alt), _many(directors), _many(cast), float(popularity))


FILMS = [_film(number, line) for number, line in enumerate(_LINES.strip().splitlines(), 1)]


def named(title: str, year: int | None = None) -> int:
    """The id of a film of the catalogue."""
    return next(film.id for film in FILMS if film.title == title and year in (None, film.year))
