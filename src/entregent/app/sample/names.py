"""Names of Montréal and around: invented people, by where their names come from."""
# ruff: noqa: E501 -- tables of names

from typing import Final, NamedTuple


class Origin(NamedTuple):
    """Given names of women and men, family names, and how many in a hundred write French."""

    weight: int
    women: tuple[str, ...]
    men: tuple[str, ...]
    families: tuple[str, ...]
    french: float


def _split(text: str) -> tuple[str, ...]:
    """Names between commas."""
    return tuple(name.strip() for name in text.split(","))


QUEBEC: Final = Origin(
    52,
    _split(
        "Amélie, Andréanne, Anne-Marie, Annick, Audrey, Béatrice, Bénédicte, Brigitte, Camille, Caroline, Catherine, "
        "Chantal, Charlotte, Claudine, Coralie, Danielle, Diane, Élise, Élisabeth, Émilie, Ève, Florence, France, "
        "Francine, Frédérique, Gabrielle, Geneviève, Ginette, Hélène, Isabelle, Jeanne, Joëlle, Josée, Judith, Julie, "
        "Karine, Laurence, Léa, Line, Lise, Louise, Lucie, Madeleine, Maëlle, Manon, Marie-Ève, Marie-Josée, "
        "Marie-Soleil, Marianne, Mélanie, Mireille, Monique, Mylène, Myriam, Nathalie, Noémie, Océane, Odile, Pascale, "
        "Rachel, Rose, Roxanne, Sandrine, Simone, Solange, Sophie, Stéphanie, Suzanne, Sylvie, Valérie, Véronique, Zoé"
    ),
    _split(
        "Alain, Alexandre, André, Antoine, Benoît, Bernard, Bruno, Cédric, Charles, Christian, Claude, Daniel, David, "
        "Denis, Dominic, Éric, Étienne, Félix, Francis, François, Frédéric, Gabriel, Gaétan, Gérald, Gilles, Grégoire, "
        "Guillaume, Guy, Hugo, Jacques, Jean, Jean-François, Jean-Philippe, Jean-Sébastien, Jérôme, Jocelyn, Julien, "
        "Laurent, Loïc, Louis, Louis-Philippe, Luc, Marc, Marc-André, Marcel, Martin, Mathieu, Maxime, Michel, Nicolas, "
        "Normand, Olivier, Pascal, Patrick, Philippe, Pierre, Pierre-Luc, Raphaël, Raymond, Réjean, Rémi, Richard, "
        "Robert, Samuel, Sébastien, Serge, Simon, Stéphane, Sylvain, Thomas, Tristan, Vincent, Xavier, Yves"
    ),
    _split(
        "Arsenault, Asselin, Beaudoin, Beaulieu, Bédard, Bélanger, Bellemare, Bergeron, Bernier, Bérubé, Bilodeau, "
        "Blais, Blanchette, Boisvert, Bouchard, Boudreau, Boulanger, Bourgault, Brassard, Brisebois, Caron, Champagne, "
        "Charbonneau, Charron, Chartrand, Cloutier, Corriveau, Côté, Courchesne, Couture, Cyr, D'Amours, Daigle, "
        "De Repentigny, Delisle, Demers, Deschênes, Desjardins, Desrosiers, Dionne, Drouin, Dubé, Dufour, Dugas, Dupuis, "
        "Duquette, Fortin, Fournier, Frenette, Gagné, Gagnon, Gaudreault, Gauthier, Gélinas, Gendron, Giguère, Gingras, "
        "Girard, Godin, Gosselin, Grenier, Guérin, Hamel, Hébert, Houle, Jodoin, Joyal, L'Écuyer, L'Heureux, Laberge, "
        "Labrecque, Lachance, Lacroix, Laflamme, Laframboise, Lajoie, Laliberté, Lalonde, Lamarche, Lambert, Langevin, "
        "Langlois, Lapierre, Lapointe, Lavoie, Le Blanc, Leclerc, Lefebvre, Légaré, Lemay, Lemieux, Lépine, Lessard, "
        "Létourneau, Lévesque, Maheux, Mailhot, Marcotte, Martel, Mercier, Messier, Ménard, Michaud, Morin, Nadeau, "
        "Normandeau, Ouellet, Pagé, Paquette, Paradis, Parent, Pelletier, Pépin, Perreault, Picard, Plante, Poirier, "
        "Poulin, Proulx, Quesnel, Racine, Renaud, Richer, Rioux, Robitaille, Rousseau, Roy, Saint-Amand, Saint-Pierre, "
        "Savard, Séguin, Sénécal, Simard, St-Onge, Tanguay, Tardif, Tessier, Therrien, Thibault, Tremblay, Trépanier, "
        "Trudel, Turcotte, Vachon, Vaillancourt, Valois, Veilleux, Vézina, Villeneuve"
    ),
    0.96,
)
ENGLISH: Final = Origin(
    15,
    _split(
        "Abigail, Alison, Andrea, Beth, Bridget, Claire, Deborah, Eleanor, Elizabeth, Emma, Fiona, Gillian, Hannah, "
        "Heather, Janet, Jennifer, Judy, Katherine, Laura, Margaret, Megan, Moira, Nancy, Olivia, Pamela, Rebecca, "
        "Samantha, Sarah, Susan, Victoria, Wendy"
    ),
    _split(
        "Adam, Alexander, Andrew, Benjamin, Brian, Christopher, Colin, Daniel, Douglas, Edward, Gordon, Gregory, Ian, "
        "James, Jonathan, Joseph, Kenneth, Malcolm, Matthew, Michael, Nathan, Nicholas, Owen, Peter, Robert, Ronald, "
        "Samuel, Stephen, Thomas, Timothy, William"
    ),
    _split(
        "Abbott, Ashworth, Baxter, Bennett, Blackwood, Burke, Calloway, Carmichael, Cartwright, Clarke, Crawford, "
        "Doherty, Donnelly, Ellison, Fairweather, Finch, Fletcher, Gallagher, Goldberg, Hargreaves, Harper, Hollis, "
        "Keating, Kowalchuk, Lockhart, MacDonald, Mackenzie, McAllister, McGuire, Mulligan, O'Brien, O'Leary, Parsons, "
        "Pemberton, Prescott, Quinlan, Reid, Rosenberg, Sinclair, Stavely, Sutherland, Tate, Thornton, Vance, Wexler, "
        "Whitaker, Winslow, Yates"
    ),
    0.12,
)
HAITI: Final = Origin(
    7,
    _split(
        "Carline, Darline, Emmanuella, Fabienne, Ghislaine, Guerda, Islande, Kettly, Marjorie, Mirlande, Nadège, Régine, Rose-Laure, Sabine, Widline"
    ),
    _split(
        "Edson, Emmanuel, Fritz, Gérard, Jean-Robert, Jimmy, Kesnel, Ludovic, Pierre-Richard, Ralph, Reginald, Ricardo, Wilner, Yvon"
    ),
    _split(
        "Alcindor, Antoine, Auguste, Bastien, Bazile, Célestin, Charles, Désir, Dorvil, Étienne, François, Jean-Baptiste, "
        "Jean-Louis, Joseph, Laguerre, Louis-Jeune, Métellus, Noël, Philogène, Pierre-Louis, Sanon, Toussaint, Valcourt"
    ),
    0.97,
)
LEVANT: Final = Origin(
    8,
    _split(
        "Amal, Dalia, Farah, Hiba, Imane, Joumana, Khadija, Layal, Leïla, Maya, Mounia, Nadine, Nour, Rania, Rima, Salma, Soraya, Yasmine"
    ),
    _split(
        "Anis, Bilal, Elias, Fadi, Georges, Hakim, Hicham, Karim, Khalil, Marwan, Mehdi, Nabil, Rachid, Ramzi, Sami, Tarek, Walid, Ziad"
    ),
    _split(
        "Abboud, Aoun, Benali, Benjelloun, Bennani, Chami, Chidiac, El Amrani, El-Khoury, Fares, Ghanem, Haddad, Hamdani, "
        "Idrissi, Karam, Khalil, Lahlou, Mansouri, Maalouf, Nassar, Ouali, Saab, Saïdi, Tazi, Yazbeck, Ziani"
    ),
    0.85,
)
ITALY: Final = Origin(
    5,
    _split("Antonella, Carla, Chiara, Daniela, Francesca, Giulia, Lucia, Marisa, Paola, Rosanna, Silvana, Tiziana"),
    _split(
        "Angelo, Antonio, Carlo, Domenic, Enzo, Franco, Gianni, Giuseppe, Luigi, Marco, Massimo, Nino, Pasquale, Salvatore"
    ),
    _split(
        "Barbieri, Caputo, D'Angelo, D'Alessandro, De Luca, De Santis, Del Vecchio, Di Iorio, Di Pietro, Ferrara, Gallo, Iannuzzi, Mancini, Morelli, Palumbo, Ricci, Rinaldi, Santoro, Tedesco, Vitale"
    ),
    0.5,
)
LATIN: Final = Origin(
    6,
    _split(
        "Adriana, Alejandra, Beatriz, Carolina, Catalina, Daniela, Gabriela, Inés, Lucía, María José, Marisol, Mónica, Paola, Pilar, Rocío, Sofía, Ximena"
    ),
    _split(
        "Alejandro, Álvaro, Andrés, Camilo, Diego, Esteban, Felipe, Gonzalo, Hernán, Javier, Joaquín, José Luis, Luis, Mateo, Nicolás, Rodrigo, Santiago"
    ),
    _split(
        "Aguilar Soto, Arango, Benítez, Cárdenas, Castillo, de la Cruz, Díaz Romero, Escobar, Espinoza, Fuentes, García Peña, "
        "Guzmán, Hernández, Ibáñez, Jiménez, López Vega, Muñoz, Núñez, Ortega, Peralta, Quiroga, Ramírez, Salazar, Valdés"
    ),
    0.7,
)
PORTUGAL: Final = Origin(
    3,
    _split("Ana Paula, Beatriz, Conceição, Fátima, Graça, Inês, Joana, Lurdes, Margarida, Teresa"),
    _split("António, Armando, Carlos, Duarte, Fernando, João, Luís, Manuel, Nelson, Paulo, Rui, Tiago"),
    _split(
        "Almeida, Araújo, Cabral, da Costa, da Silva, de Sousa, dos Santos, Furtado, Medeiros, Melo, Moniz, Pacheco, Raposo, Simões, Tavares"
    ),
    0.7,
)
VIETNAM: Final = Origin(
    5,
    _split("Bích Ngọc, Hạnh, Hoa, Hương, Lan, Linh, Mai, Minh Châu, Ngân, Phương, Thanh, Thu, Trang, Tuyết, Vân Anh"),
    _split("Bảo, Cường, Đức, Dũng, Hải, Hoàng, Huy, Khôi, Long, Minh, Nam, Quang, Sơn, Tuấn, Việt"),
    _split("Bùi, Đặng, Đinh, Đỗ, Dương, Hồ, Huỳnh, Lê, Lý, Ngô, Nguyễn, Phạm, Phan, Tô, Trần, Trương, Võ, Vũ"),
    0.75,
)
CHINA: Final = Origin(
    4,
    _split("Amy, Bingbing, Carol, Jia, Jing, Li Na, Lihua, Mei, Mei-Ling, Qing, Wei, Xiaoyan, Xin Yi, Yan, Ying"),
    _split("Bo, Chen, Eric, Guang, Hao, Henry, Jian, Jun, Kevin, Lei, Ming, Tao, Wei, Xiaoming, Yong, Zhiyuan"),
    _split(
        "Cai, Chan, Chen, Cheng, Chow, Deng, Feng, Guo, Huang, Leung, Li, Lin, Liu, Ma, Pan, Shen, Sun, Tang, Wang, Wong, Wu, Xu, Yang, Zhang, Zhao, Zhou"
    ),
    0.45,
)

ORIGINS: Final = (QUEBEC, ENGLISH, HAITI, LEVANT, ITALY, LATIN, PORTUGAL, VIETNAM, CHINA)

NICKNAMES: Final = {
    given: nickname
    for given, _, nickname in (
        pair.partition("=")
        for pair in _split(
            "Alexandre=Alex, Alexander=Alex, Amélie=Mél, Andréanne=Dédé, Andrew=Andy, Anne-Marie=Anne, Antoine=Tony, "
            "Antonio=Tony, Benjamin=Ben, Benoît=Ben, Béatrice=Béa, Bénédicte=Béné, Camille=Cam, Catherine=Cath, "
            "Caroline=Caro, Charles=Charlie, Charlotte=Charlie, Christopher=Chris, Christian=Chris, Daniel=Dan, "
            "Danielle=Dany, David=Dave, Deborah=Debbie, Dominic=Dom, Douglas=Doug, Edward=Ted, Elizabeth=Liz, "
            "Élisabeth=Babette, Emmanuel=Manu, Emmanuella=Manue, Étienne=Ti-Tienne, Fabienne=Fab, Florence=Flo, "
            "Francesca=Franca, François=Frank, Frédéric=Fred, Frédérique=Fred, Gabriel=Gab, Gabrielle=Gab, Geneviève=Ge, "
            "Gérard=Gerry, Giuseppe=Joe, Gregory=Greg, Guillaume=Guill, Isabelle=Isa, James=Jim, Jean-François=Jeff, "
            "Jean-Philippe=JP, Jean-Sébastien=JS, Jennifer=Jen, Jonathan=Jon, Joseph=Joe, Josée=Jo, Judith=Ju, Julie=Ju, "
            "Katherine=Kate, Kenneth=Ken, Laurence=Lau, Louis-Philippe=LP, Madeleine=Mado, Marc-André=Marco, "
            "Margaret=Maggie, Marie-Ève=Mève, Marie-Josée=MJ, Marie-Soleil=Marie-So, Mathieu=Mat, Matthew=Matt, "
            "Maxime=Max, Mélanie=Mel, Michael=Mike, Michel=Mitch, Mylène=My, Nathalie=Nath, Nathan=Nate, Nicholas=Nick, "
            "Nicolas=Nico, Noémie=Nono, Olivier=Oli, Pamela=Pam, Pascale=Pasc, Patrick=Pat, Philippe=Phil, Pierre-Luc=PL, "
            "Raphaël=Raph, Rebecca=Becky, Réjean=Réj, Richard=Rick, Robert=Bob, Ronald=Ron, Roxanne=Rox, Salvatore=Sal, "
            "Samantha=Sam, Samuel=Sam, Sandrine=Sand, Sébastien=Seb, Stéphane=Steph, Stéphanie=Steph, Stephen=Steve, "
            "Susan=Sue, Suzanne=Suzie, Sylvain=Syl, Sylvie=Syl, Thomas=Tom, Timothy=Tim, Valérie=Val, Véronique=Véro, "
            "Victoria=Vicky, Vincent=Vince, William=Bill, Xavier=Xav, Alejandro=Alex, Alejandra=Ale, Francine=Franci, "
            "Gabriela=Gabi, Santiago=Santi, Rodrigo=Rodri"
        )
    )
}
"""Given name → what friends say."""
